import prettyBytes from "pretty-bytes";
import { UNSEEN } from "../printable.ts";

const SPECIAL = new RegExp(`[&<>"'\`]|${UNSEEN.source}`, "gu");

/**
 * Escapes text for HTML. Names come from an untrusted bundle: a line break would end the HTML and start Markdown, and a
 * character that changes the text direction would disguise a name. Pure.
 */
export function escapeHtml(text: string): string {
  return text.replaceAll(SPECIAL, (char) => (UNSEEN.test(char) ? showUnseen(char) : `&#${char.charCodeAt(0)};`));
}

/** Text as a single line: line breaks and tabs become blanks, invisible characters are shown by their code. Pure. */
function plainLine(text: string): string {
  return text.replaceAll(new RegExp(UNSEEN.source, "gu"), showUnseen);
}

/** A name, path or value. `title` is its tooltip. */
export function code(text: string, title?: string): string {
  // Isolates right-to-left letters, which could otherwise reorder the text beside them.
  const direction = /[^ -~]/.test(text) ? ' dir="ltr"' : "";
  const hover = title === undefined || title === text ? "" : ` title="${escapeHtml(title)}"`;
  return `<code${direction}${hover}>${escapeHtml(text)}</code>`;
}

/** A sentence with names in it. Breaks `@`, `:` and `#`, so that GitHub makes no mentions, emoji or links of them. */
export function prose(text: string): string {
  return escapeHtml(text).replaceAll(/[@:](?!$)|(?<!&)#/g, (char) => `${char}<wbr>`);
}

/** A link if `url` is an http(s) URL, else `html` alone. */
export function link(html: string, url: string | undefined): string {
  return url !== undefined && /^https?:\/\/[^\s]+$/.test(url) ? `<a href="${escapeHtml(url)}">${html}</a>` : html;
}

/** A shortened digest, with the full one as tooltip. */
export function shortDigest(digest: string): string {
  return code(shortenDigests(digest).replace(/^sha256:/, ""), digest);
}

/** A number of bytes, without a line break before its unit. */
export function formatBytes(size: number): string {
  return prettyBytes(size).replace(" ", "&nbsp;");
}

/** Cuts each digest in a text to twelve digits, enough to tell any two apart. */
export function shortenDigests(text: string): string {
  return text.replaceAll(/((?:sha256|sha384|sha512):[0-9a-f]{12})[0-9a-f]+/g, "$1");
}

/** Cuts a text to `width` characters in the middle, because paths differ at both ends. */
export function cutMiddle(text: string, width: number): string {
  const chars = Array.from(text);
  if (chars.length <= width) return text;
  const tail = Math.floor((width * 2) / 3);
  return `${chars.slice(0, width - tail - 1).join("")}…${chars.slice(-tail).join("")}`;
}

/** One word of a shell command, quoted if necessary. */
export function shellWord(text: string): string {
  const word = text.startsWith("-") ? `./${text}` : text;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${plainLine(word).replaceAll("'", `'\\''`)}'`;
}

function showUnseen(char: string): string {
  if (/[\t\n\r\p{Zl}\p{Zp}]/u.test(char)) return " ";
  return `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}
