import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  UNSEEN
} from "./chunk-PNVSA3GV.mjs";

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
  return code(shorten(digest).replace(/^sha256:/, ""), digest);
}
function formatBytes(size) {
  return prettyBytes(size).replace(" ", "&nbsp;");
}
function shorten(text) {
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

// src/report/summary-sections.ts
var SIZE_LIMIT = 1e6;
var OPEN_ROWS = 20;
function block(text) {
  return { head: "", rows: text === void 0 || text === "" ? [] : [text], foot: "" };
}
function facts(pairs) {
  const rows = pairs.map(([name, value]) => `<tr><td>${name}</td><td>${value}</td></tr>`);
  return { head: "<table>", rows, foot: "</table>" };
}
function table(place, titles, rows) {
  const right = titles.map((title) => title.startsWith(">"));
  const head = titles.map((title, column) => cell("th", title.replace(/^>/, ""), right[column]));
  const body = rows.map((cells) => `<tr>${cells.map((text, column) => cell("td", text, right[column])).join("")}</tr>`);
  return placed(place, { head: `<table><tr>${head.join("")}</tr>`, rows: body, foot: "</table>" });
}
function listOf(place, texts) {
  return placed(place, { head: "<ul>", rows: texts.map((text) => `<li>${prose(text)}</li>`), foot: "</ul>" });
}
function fence({ title, folded = false }, language, lines) {
  if (lines.length === 0) return block(void 0);
  const text = [`\`\`\`${language}`, ...lines, "```"].join("\n");
  return block(folded ? `${open(title)}

${text}

</details>` : `### ${title}

${text}`);
}
function assemble(title, sections) {
  const parts = [`## ${title}`];
  let room = SIZE_LIMIT;
  for (const { head, rows, foot } of sections.filter((section) => section.rows.length > 0)) {
    const kept = fitting(rows, room / 2);
    room -= kept.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (kept.length > 0) parts.push(`${head}${kept.join("")}${foot}`);
    const missing = rows.length - kept.length;
    if (missing > 0) parts.push(`\u2026 and ${missing} more: left out, because GitHub limits the size of a job summary.`);
  }
  return `${parts.join("\n\n")}
`;
}
function fitting(rows, room) {
  let size = 0;
  const end = rows.findIndex((text) => {
    size += Buffer.byteLength(text);
    return size > room;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
function placed({ title, folded = false }, { head, rows, foot }) {
  if (!folded && rows.length <= OPEN_ROWS) return { head: `### ${title}

${head}`, rows, foot };
  return { head: `${open(title)}${head}`, rows, foot: `${foot}</details>` };
}
function open(title) {
  return `<details><summary><b>${title}</b></summary>`;
}
function cell(tag, html, right = false) {
  return `<${tag}${right ? ' align="right"' : ""}>${html}</${tag}>`;
}

export {
  escapeHtml,
  code,
  prose,
  link,
  shortDigest,
  formatBytes,
  shorten,
  cutMiddle,
  shellWord,
  block,
  facts,
  table,
  listOf,
  fence,
  assemble
};
