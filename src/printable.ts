/** Matches control characters, line breaks, invisible characters, direction marks, and every blank except the usual space. */
export const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}/u;

const EACH_UNSEEN = new RegExp(UNSEEN.source, "gu");

/** Longest text that {@link excerpt} keeps whole, in characters. */
const EXCERPT_LIMIT = 300;

/**
 * Makes untrusted text safe to print as a part of one line. Unseen characters are shown as `\u{202e}`. `::` and `##[` get a
 * blank inside: the runner of a job takes a line that begins with the first, or contains the second, for a command.
 */
export function printable(text: string): string {
  return text
    .replaceAll(EACH_UNSEEN, (char) => `\\u{${codePointOf(char)}}`)
    .replaceAll(/:(?=:)/g, ": ")
    .replaceAll(/#(?=#\[)/g, "# ");
}

/** Cuts a text that may be long, for a message, and makes it {@link printable}. */
export function excerpt(text: string): string {
  return printable(text.length > EXCERPT_LIMIT ? `${text.slice(0, EXCERPT_LIMIT)}...` : text);
}

/** Makes a JSON text safe to print, with the same value. Keeps its line breaks: no line of JSON begins with `::`. */
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
