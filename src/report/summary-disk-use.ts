import prettyBytes from "pretty-bytes";
import type { DiskUse } from "../commands/results/disk-use.ts";
import { PEAKS } from "./disk-use-text.ts";
import { code } from "./summary-html.ts";
import { block, type Section, table } from "./summary-sections.ts";

/** The bytes that a run would write and fetch, and its peak on each disk. Empty if it is not a dry run. */
export function diskUseSection(
  { disk, dryRun }: { readonly disk: DiskUse; readonly dryRun: boolean },
  fetch?: number,
): Section {
  if (!dryRun) return block(undefined);
  const rows = [
    ...(fetch === undefined ? [] : [["to fetch", prettyBytes(fetch), ""]]),
    ["to write", prettyBytes(disk.written), ""],
    ...disk.peak.map(({ use, path, bytes }) => [PEAKS[use], prettyBytes(bytes), code(path)]),
  ];
  return table({ title: "Disk and network" }, ["Amount", "Bytes", "Where"], rows);
}
