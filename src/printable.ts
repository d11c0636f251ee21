/** Controls, line breaks, text that hides or turns its direction, and blanks that only look like the usual one. */
export const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}/u;

const EACH_UNSEEN = new RegExp(UNSEEN.source, "gu");

/** Longest text that {@link excerpt} keeps whole, in characters. */
const EXCERPT_LIMIT = 300;

/**
 * Text from elsewhere as a part of one line that can be printed anywhere. Unseen characters are shown as `\u{202e}`. `::` and
 * `##[` get a blank inside: the runner of a job takes a line that begins with the first, or has the second, for a command.
 */
export function printable(text: string): string {
  return text
    .replaceAll(EACH_UNSEEN, (char) => `\\u{${codePointOf(char)}}`)
    .replaceAll(/:(?=:)/g, ": ")
    .replaceAll(/#(?=#\[)/g, "# ");
}

/** The beginning of a text that may be long, in a message. */
export function excerpt(text: string): string {
  return printable(text.length > EXCERPT_LIMIT ? `${text.slice(0, EXCERPT_LIMIT)}...` : text);
}

/** A JSON text of the same value that can be printed anywhere. Its lines are its writer's, and none begins with `::`. */
export function printableJson(json: string): string {
  return json
    .replaceAll(EACH_UNSEEN, (char) => (char === "\n" ? char : escapeUnits(char)))
    .replaceAll("##[", String.raw`#\u0023[`);
}

function codePointOf(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16);
}

function escapeUnits(char: string): string {
  return Array.from({ length: char.length }, (_, pkg) => {
    return `\\u${char.charCodeAt(pkg).toString(16).padStart(4, "0")}`;
  }).join("");
}
