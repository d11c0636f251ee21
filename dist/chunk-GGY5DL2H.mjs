import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  UNSEEN
} from "./chunk-JWMHGH6Y.mjs";

// src/report/summary-html.ts
var SPECIAL = new RegExp(`[&<>"'\`]|${UNSEEN.source}`, "gu");
function escapeHtml(text) {
  return text.replaceAll(SPECIAL, (char) => UNSEEN.test(char) ? showUnseen(char) : `&#${char.charCodeAt(0)};`);
}
function plainLine(text) {
  return text.replaceAll(new RegExp(UNSEEN.source, "gu"), showUnseen);
}
function code(text, title) {
  const direction = /[^ -~]/.test(text) ? ' dir="ltr"' : "";
  const hover = title === void 0 || title === text ? "" : ` title="${escapeHtml(title)}"`;
  return `<code${direction}${hover}>${escapeHtml(text)}</code>`;
}
function prose(text) {
  return escapeHtml(text).replaceAll(/[@:](?!$)|(?<!&)#/g, (char) => `${char}<wbr>`);
}
function link(html, url) {
  return url !== void 0 && /^https?:\/\/[^\s]+$/.test(url) ? `<a href="${escapeHtml(url)}">${html}</a>` : html;
}
function shortDigest(digest) {
  return code(shortenDigests(digest).replace(/^sha256:/, ""), digest);
}
function formatBytes(size) {
  return prettyBytes(size).replace(" ", "&nbsp;");
}
function shortenDigests(text) {
  return text.replaceAll(/((?:sha256|sha384|sha512):[0-9a-f]{12})[0-9a-f]+/g, "$1");
}
function cutMiddle(text, width) {
  const chars = Array.from(text);
  if (chars.length <= width) return text;
  const tail = Math.floor(width * 2 / 3);
  return `${chars.slice(0, width - tail - 1).join("")}\u2026${chars.slice(-tail).join("")}`;
}
function shellWord(text) {
  const word = text.startsWith("-") ? `./${text}` : text;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${plainLine(word).replaceAll("'", `'\\''`)}'`;
}
function showUnseen(char) {
  if (/[\t\n\r\p{Zl}\p{Zp}]/u.test(char)) return " ";
  return `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

export {
  escapeHtml,
  code,
  prose,
  link,
  shortDigest,
  formatBytes,
  shortenDigests,
  cutMiddle,
  shellWord
};
