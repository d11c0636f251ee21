import prettyBytes from "pretty-bytes";
import type { ExtractResult, MergeResult } from "../commands/results/merge-results.ts";
import { printable } from "../printable.ts";
import { formatTable } from "./tables.ts";

/** Text output of `merge`. */
export function formatMerge(result: MergeResult, bold: (text: string) => string): string {
  const { platforms, bundle, file, directory, size } = result;
  const where = file ?? directory ?? "";
  const head = `Merged ${platforms.length} platforms, ${prettyBytes(size)}, to ${where}.`;
  const rows = platforms.map(({ platform, name, digest }) => [platform, name, digest]);
  const table = formatTable([{ title: "PLATFORM" }, { title: "NAME" }, { title: "DIGEST" }], rows, bold);
  return `${printable(head)}\nBundle digest: ${bundle.digest}\n\n${table}`;
}

/** Text output of `extract`. */
export function formatExtract({ bundle, packages, file, directory, size }: ExtractResult): string {
  const what = `${bundle.name} for ${bundle.platform}`;
  const count = `${packages.length} ${packages.length === 1 ? "package" : "packages"}`;
  const head = `Extracted ${what} with ${count}, ${prettyBytes(size)}, to ${file ?? directory}.`;
  return `${printable(head)}\nBundle digest: ${bundle.digest}\n`;
}
