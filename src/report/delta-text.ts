import prettyBytes from "pretty-bytes";
import type { DeltaSummary } from "../commands/results/bundle-summary.ts";
import type { CompleteResult } from "../commands/results/complete-result.ts";
import { printable } from "../printable.ts";
import { formatTable, shortenDigest } from "./tables.ts";

/** Text output of `complete`. */
export function formatComplete({ bundle, file, size }: CompleteResult): string {
  return `${printable(`Completed ${bundle.name}, ${prettyBytes(size)}, as ${file}.`)}\nBundle digest: ${bundle.digest}\n`;
}

/** How the layers of a delta travel. */
export function describeTravel({ omitted, patched, whole, fullSize, originals }: DeltaSummary): string {
  const layers = `of ${prettyBytes(fullSize)} of blobs; layers: ${omitted} omitted, ${patched} patched, ${whole} whole`;
  if (originals === undefined) return layers;
  return `${layers}; originals: ${originals.omitted} omitted, ${originals.whole} whole`;
}

/** How each layer of a delta travels; empty for another bundle. */
export function formatDelta(delta: DeltaSummary | undefined, bold: (text: string) => string): string {
  if (delta === undefined) return "";
  const rows = delta.layers.map(({ digest, travels, size, base }) => {
    const bytes = size === undefined ? "" : prettyBytes(size);
    const isBound = delta.isBound === true && travels === "patched";
    return [
      shortenDigest(digest),
      travels,
      isBound ? `at most ${bytes}` : bytes,
      base === undefined ? "" : shortenDigest(base.digest),
    ];
  });
  const titles = [{ title: "LAYER" }, { title: "TRAVELS" }, { title: "SIZE", right: true }, { title: "BASE" }] as const;
  return formatTable(titles, rows, bold);
}

/** The layers and originals of a delta that could not be verified. */
export function describeUnchecked(blobs: number): string {
  const what = blobs === 1 ? "1 blob was not checked" : `${blobs} blobs were not checked`;
  return `${what}: an earlier bundle has the content, or what it is made from. Give that with --base.`;
}
