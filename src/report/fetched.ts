import prettyBytes from "pretty-bytes";
import type { ImportResult } from "../commands/results/results.ts";

/** How much of a remote bundle was transferred, in words. */
export function formatFetched({ bytes, size }: NonNullable<ImportResult["fetched"]>): string {
  return size === undefined ? prettyBytes(bytes) : `${prettyBytes(bytes)} of a bundle of ${prettyBytes(size)}`;
}
