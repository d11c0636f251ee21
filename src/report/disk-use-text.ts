import prettyBytes from "pretty-bytes";
import type { DiskUse } from "../commands/results/disk-use.ts";
import { type Bold, formatTable } from "./tables.ts";

/** Lists for a terminal the bytes that a run would write and fetch, and its peak on each disk. */
export function formatDiskUse({ written, peak }: DiskUse, fetch: number | undefined, bold: Bold): string {
  const rows = [
    ...(fetch === undefined ? [] : [["to fetch", prettyBytes(fetch), ""]]),
    ["to write", prettyBytes(written), ""],
    ...peak.map(({ use, path, bytes }) => [PEAKS[use], prettyBytes(bytes), path]),
  ];
  return formatTable([{ title: "AMOUNT" }, { title: "BYTES", right: true }, { title: "WHERE" }], rows, bold);
}

/** The uses of a disk, for people. */
export const PEAKS = {
  output: "output, at most",
  staging: "staging, at most",
  spool: "spool, at most",
} as const;
