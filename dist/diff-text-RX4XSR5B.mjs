import {
  formatTable_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/diff-text.ts
var MOST_FILES = 200;
function formatDiff({ equal, packages, files }, bold) {
  if (equal) return "No differences.\n";
  const rows = packages.map((pkg) => [
    pkg.package,
    pkg.status,
    pkg.status === "changed" ? `+${pkg.added} -${pkg.removed} ~${pkg.changed}` : "",
    formatSizes(pkg.sizeBefore, pkg.sizeAfter)
  ]);
  const titles = [
    { title: "PACKAGE" },
    { title: "STATUS" },
    { title: "FILES" },
    { title: "SIZE", right: true }
  ];
  const sections = [formatTable_30(titles, rows, bold)];
  const several = packages.length > 1;
  const listed = files.slice(0, MOST_FILES).map((file) => [
    several ? `${file.package} ${file.path}` : file.path,
    file.status === "changed" ? file.what.join(", ") : file.status,
    formatSizes(file.sizeBefore, file.sizeAfter)
  ]);
  sections.push(formatTable_30([{ title: "FILE" }, { title: "STATUS" }, { title: "SIZE", right: true }], listed, bold));
  if (files.length > MOST_FILES) sections.push(`And ${files.length - MOST_FILES} more files; \`--json\` lists all.
`);
  return sections.filter((section) => section !== "").join("\n");
}
function formatSizes(before, after) {
  const [one, two] = [before, after].map((size) => size === void 0 ? void 0 : prettyBytes(size));
  if (one === void 0 || two === void 0 || one === two) return two ?? one ?? "";
  return `${one} -> ${two}`;
}
export {
  formatDiff
};
