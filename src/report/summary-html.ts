import prettyBytes from "pretty-bytes";
import { UNSEEN } from "../printable.ts";

const SPECIAL = new RegExp(`[&<>"'\`]|${UNSEEN.source}`, "gu");

/**
 * Text as HTML that shows it. Names come from a bundle that anyone may have made: a line break would end the HTML and start
 * Markdown, and a character that turns the direction would show a name as another. Pure.
 */
export function escapeHtml(text: string): string {
  return text.replaceAll(SPECIAL, (char) => (UNSEEN.test(char) ? showUnseen(char) : `&#${char.charCodeAt(0)};`));
}

/** A single line with what cannot be seen made visible; blanks stay one blank. Pure. */
function plainLine(text: string): string {
  return text.replaceAll(new RegExp(UNSEEN.source, "gu"), showUnseen);
}

/** A name, path or value. `title` is shown in its place while a pointer rests on it. */
export function code(text: string, title?: string): string {
  // A direction of its own keeps letters that run from right to left from moving what stands beside them.
  const direction = /[^ -~]/.test(text) ? ' dir="ltr"' : "";
  const hover = title === undefined || title === text ? "" : ` title="${escapeHtml(title)}"`;
  return `<code${direction}${hover}>${escapeHtml(text)}</code>`;
}

/** A sentence with names in it. GitHub makes mentions, emoji and links of bare text, so that what would start one is cut. */
export function prose(text: string): string {
  return escapeHtml(text).replaceAll(/[@:](?!$)|(?<!&)#/g, (char) => `${char}<wbr>`);
}

/** A link where `url` is one of the web, else only what it would show, which is HTML. */
export function link(html: string, url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[^\s]+$/.test(url) ? `<a href="${escapeHtml(url)}">${html}</a>` : html;
}

/** A digest at a width that people read; whole under the pointer. */
export function shortDigest(digest: string): string {
  return code(shorten(digest).replace(/^sha256:/, ""), digest);
}

/** A number of bytes that no line break takes apart. */
export function formatBytes(size: number): string {
  return prettyBytes(size).replace(" ", "&nbsp;");
}

/** Twelve digits of each digest in a text: they tell any two apart. */
export function shorten(text: string): string {
  return text.replaceAll(/((?:sha256|sha384|sha512):[0-9a-f]{12})[0-9a-f]+/g, "$1");
}

/** At most `width` characters, the middle left out: paths differ at both ends. */
export function cutMiddle(text: string, width: number): string {
  const chars = Array.from(text);
  if (chars.length <= width) return text;
  const tail = Math.floor((width * 2) / 3);
  return `${chars.slice(0, width - tail - 1).join("")}…${chars.slice(-tail).join("")}`;
}

/** One word of a command for a shell, as a person would write it. */
export function shellWord(text: string): string {
  const word = text.startsWith("-") ? `./${text}` : text;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${plainLine(word).replaceAll("'", `'\\''`)}'`;
}

function showUnseen(char: string): string {
  if (/[\t\n\r\p{Zl}\p{Zp}]/u.test(char)) return " ";
  return `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}
