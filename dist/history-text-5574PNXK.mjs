import {
  formatTable_30,
  shortenDigest_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/history-text.ts
function formatHistory({ home, imports }, bold) {
  if (imports.length === 0) return printable(`Nothing was imported into ${home}.`).concat("\n");
  const rows = imports.map(({ at, bundle, source, relies, forgotten }) => [
    at.replace(/\.\d+Z$/, "Z"),
    bundle.name,
    shortenDigest_30(bundle.digest),
    stateOf(relies, forgotten),
    source
  ]);
  const columns = ["WHEN", "BUNDLE", "DIGEST", "STATE", "FROM"].map((title) => ({ title }));
  return formatTable_30(columns, rows, bold);
}
function stateOf(relies, forgotten) {
  if (forgotten !== void 0) return "forgotten";
  const left = relies.filter(({ inPlace }) => inPlace).length;
  return left === relies.length ? "in place" : `${left} of ${relies.length} in place`;
}
function formatForget({ bundle, home, dryRun, relies, projects, executables = [] }, bold) {
  const others = [...projects.map((project) => `project ${project}`), ...executables.map((path) => `file ${path}`)];
  const removed = relies.filter(({ status }) => status === "removed").length + others.length;
  const verb = dryRun ? "Would forget" : "Forgot";
  const rows = relies.map((one) => [nameOf(one), WORDS[one.status], (one.neededBy ?? []).join(", ")]);
  const more = others.map((name) => [name, WORDS.removed, ""]);
  const columns = ["TAG OR LINK", "STATUS", "NEEDED BY"].map((title) => ({ title }));
  const table = formatTable_30(columns, [...rows, ...more], bold);
  const next = removed > 0 && !dryRun ? "Run `ocx clean` to remove what nothing refers to any more.\n" : "";
  const head = printable(`${verb} ${bundle.name} in ${home}: ${removed} of ${relies.length + others.length} removed.`);
  return [`${head}
Bundle digest: ${bundle.digest}
${next}`, table].filter((part) => part !== "").join("\n");
}
var WORDS = {
  removed: "removed",
  changed: "not there any more",
  needed: "kept",
  foreign: "kept: set by OCX"
};
function nameOf({ kind, registry, repository, tag }) {
  const name = `${registry}/${repository}${tag === void 0 ? "" : `:${tag}`}`;
  return `${kind === "index" ? "tag" : kind === "current" ? "current of" : "link"} ${name}`;
}
export {
  formatForget,
  formatHistory
};
