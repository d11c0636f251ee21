import prettyBytes from "pretty-bytes";
import type { ImportResult } from "../commands/results/import-result.ts";

/** Width of a terminal that nobody has widened; help and tables fit into it. */
export const WIDTH = 80;

/** Breaks a text at blanks into lines of at most `width`. A longer word gets a line of its own, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A number with what it counts: `1 package`, `2 packages`. */
export function countOf(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** How much of a remote bundle was transferred, in words. */
export function formatFetched({ bytes, size }: NonNullable<ImportResult["fetched"]>): string {
  return size === undefined ? prettyBytes(bytes) : `${prettyBytes(bytes)} of a bundle of ${prettyBytes(size)}`;
}
