import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  block,
  code,
  fence,
  link,
  shellWord,
  shorten
} from "./chunk-R672J4FU.mjs";
import {
  describeDelta
} from "./chunk-QLHJPP5J.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";

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
    const label = quote(shorten(identifier));
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
    ...pair("Delta", delta && describeDelta(delta)),
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
  bundleFacts,
  placeFacts,
  exportLead,
  verifySection,
  graphSection,
  countOf,
  pair
};
