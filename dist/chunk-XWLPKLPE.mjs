import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeTravel
} from "./chunk-OYS5PKNA.mjs";
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

// src/report/graph.ts
var EDGE_LIMIT = 500;
var LENGTH_LIMIT = 5e4;
function formatGraph(packages) {
  const nodes = new Map(packages.map(({ identifier }, position) => [identifier, `n${position}`]));
  const pairs = packages.flatMap(
    ({ identifier, dependencies }) => dependencies.filter((other) => nodes.has(other)).map((other) => [identifier, other])
  );
  const drawn = new Set(pairs.flat());
  const labels = packages.filter(({ identifier }) => drawn.has(identifier)).map(({ identifier, root }) => {
    const label = quote(shortenDigests(identifier));
    return `  ${nodes.get(identifier)}${root ? `([${label}])` : `[${label}]`}`;
  });
  const edges = pairs.map(([from, to]) => `  ${nodes.get(from)} --> ${nodes.get(to)}`);
  const text = ["graph LR", ...labels, ...edges].join("\n");
  return edges.length === 0 || edges.length > EDGE_LIMIT || text.length > LENGTH_LIMIT ? void 0 : text;
}
function quote(text) {
  const safe = text.replaceAll(/[^\w ./:@+-]/gu, (char) => `#${char.codePointAt(0)};`);
  return `"${safe}"`;
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

// src/report/summary-bundle.ts
var OPEN_NODES = 30;
function bundleFacts(bundle) {
  const { name, digest, manifestDigest, platform, size, contentSize, layers, project, ocx, delta } = bundle;
  const content = `${prettyBytes(contentSize)} in ${countOf(layers.length, "layer")}`;
  return [
    ["Name", code(name)],
    ...pair("Bundle digest", digest && code(digest)),
    ["Platform", code(platform)],
    ...pair("Digest for this platform", manifestDigest && code(manifestDigest)),
    ...pair("Size", size && `${delta?.isBound === true ? "at most " : ""}${formatSize(size, contentSize)}`),
    ["Content", content],
    ...pair("Delta", delta && describeTravel(delta)),
    ...pair("ocx", ocx && `${prettyBytes(ocx.size)}, ${code(ocx.digest)}`),
    ...pair("Groups of the project", project && code(project.groups.join(", ")))
  ];
}
function placeFacts(sent, file) {
  if (sent === void 0) return pair("File", file && code(file));
  const { channel, name, names, url, key, fileDigest, reference } = sent;
  const beside = names.filter((other) => other !== name);
  return [
    [PLACES[channel], link(code(reference ?? key ?? name), url)],
    ...pair("Further files", beside.length > 0 && nameFiles(beside)),
    ...pair("File digest", fileDigest && code(fileDigest))
  ];
}
function exportLead({ bundle, dryRun }, sent) {
  const what = `<b>${countOf(bundle.packages.length, "package")}</b>`;
  const content = prettyBytes(bundle.contentSize);
  if (dryRun) return `${what} with ${content} of content would be exported.`;
  const packed = bundle.size === void 0 ? "" : ` in ${prettyBytes(bundle.size)}`;
  const head = `${what} with ${content} of content${packed}`;
  if (sent === void 0) return `${head}.`;
  const where = `${CHANNELS[sent.channel]} ${link(code(sent.key ?? sent.name), sent.url)}`;
  switch (sent.status) {
    case "sent":
      return `${head}, sent as ${where}.`;
    case "replaced":
      return `${head}, sent as ${where}, which it replaced.`;
    case "reserved":
      return `${head}, not sent: another job has reserved ${where} and has not finished.`;
    case "kept":
      if (sent.channel !== "cache") return `${head}, not sent: the same was there already, as ${where}.`;
      return `${head}, not sent: the cache has an entry with this key already, and entries never change.`;
  }
}
function verifySection(bundle, file, sent) {
  const { digest } = bundle;
  const wanted = sent === void 0 ? file : fileOf(sent);
  if (digest === void 0 || wanted === void 0) return block(void 0);
  const sums = (sent?.names ?? []).filter((name) => name.endsWith(".sha256"));
  return fence({ title: "Verify by hand" }, "sh", [
    ...sums.map((name) => `sha256sum -c ${shellWord(name)}`),
    `ocx-bundle verify ${shellWord(wanted)} --digest ${shellWord(digest)}`
  ]);
}
function graphSection(bundle, folded) {
  const text = formatGraph(bundle.packages);
  if (text === void 0 && bundle.packages.some(({ dependencies }) => dependencies.length > 0)) {
    return block("<p>The dependencies are listed in the table only: they are more than GitHub draws in a graph.</p>");
  }
  const title = "Dependencies";
  return fence({ title, folded: folded || bundle.packages.length > OPEN_NODES }, "mermaid", text?.split("\n") ?? []);
}
function countOf(number, one, several = `${one}s`) {
  return `${number} ${number === 1 ? one : several}`;
}
function pair(name, value) {
  return typeof value === "string" && value !== "" ? [[name, value]] : [];
}
var CHANNELS = {
  artifact: "artifact",
  release: "release asset",
  cache: "cache entry",
  registry: "registry reference"
};
var PLACES = { artifact: "Artifact", release: "Release asset", cache: "Cache key", registry: "Registry" };
function fileOf({ name, names, reference }) {
  if (reference !== void 0) return `oci://${reference}`;
  if (names.includes(name)) return name;
  return names.find((other) => other.endsWith(".json")) ?? name;
}
function nameFiles(names) {
  const shown = names.length > 6 ? names.slice(0, 5) : names;
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return [...shown.map((name) => code(name)), ...more].join("<br>");
}
function formatSize(size, contentSize) {
  if (contentSize === 0) return prettyBytes(size);
  const percent = Math.round(size / contentSize * 100);
  const times = (contentSize / size).toFixed(1);
  return `${prettyBytes(size)}, ${percent} % of its content (${times} : 1)`;
}

export {
  escapeHtml,
  code,
  prose,
  shortDigest,
  formatBytes,
  shortenDigests,
  cutMiddle,
  block,
  facts,
  table,
  listOf,
  assemble,
  bundleFacts,
  placeFacts,
  exportLead,
  verifySection,
  graphSection,
  countOf,
  pair
};
