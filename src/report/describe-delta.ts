import prettyBytes from "pretty-bytes";
import type { DeltaSummary } from "../commands/results/bundle-summary.ts";
import type { CompleteResult } from "../commands/results/results.ts";
import { printable } from "../printable.ts";

/** Text output of `complete`. */
export function formatComplete({ bundle, file, size }: CompleteResult): string {
  return `${printable(`Completed ${bundle.name}, ${prettyBytes(size)}, as ${file}.`)}\nBundle digest: ${bundle.digest}\n`;
}

/** How the layers of a delta travel. */
export function describeDelta({ omitted, patched, whole, fullSize }: DeltaSummary): string {
  return `of ${prettyBytes(fullSize)} of blobs; layers: ${omitted} omitted, ${patched} patched, ${whole} whole`;
}

/** The layers of a delta that could not be verified. */
export function describeUnchecked(layers: number): string {
  const what = layers === 1 ? "1 layer was not checked: it is" : `${layers} layers were not checked: they are`;
  return `${what} made from what an earlier bundle has. Give that with --base.`;
}
