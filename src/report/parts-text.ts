import prettyBytes from "pretty-bytes";
import type { JoinResult, SplitResult } from "../commands/results/parts-results.ts";
import { printable } from "../printable.ts";
import { formatDigest } from "./bundle-lines.ts";
import { countOf } from "./wording.ts";

/** Text output of `split`. */
export function formatSplit({ bundle, file, size, parts }: SplitResult): string {
  const head = `Wrote ${prettyBytes(size)} in ${countOf(parts.length, "part")}, listed in ${file}.`;
  return `${printable(head)}\n${formatDigest(bundle.digest)}`;
}

/** Text output of `join`. */
export function formatJoin({ bundle, file, size, fileDigest }: JoinResult): string {
  return `${printable(`Joined ${prettyBytes(size)} to ${file}.`)}\n${formatDigest(bundle.digest)}File digest: ${fileDigest}\n`;
}
