import {
  formatTable_30
} from "./chunk-BQ2YWSEV.mjs";
import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/report/merge-text.ts
function formatMerge(result, bold) {
  const { platforms, bundle, file, directory, size } = result;
  const where = file ?? directory ?? "";
  const head = `Merged ${platforms.length} platforms, ${prettyBytes(size)}, to ${where}.`;
  const rows = platforms.map(({ platform, name, digest }) => [platform, name, digest]);
  const table = formatTable_30([{ title: "PLATFORM" }, { title: "NAME" }, { title: "DIGEST" }], rows, bold);
  return `${printable(head)}
Bundle digest: ${bundle.digest}

${table}`;
}
function formatExtract({ bundle, packages, file, directory, size }) {
  const what = `${bundle.name} for ${bundle.platform}`;
  const count = `${packages.length} ${packages.length === 1 ? "package" : "packages"}`;
  const head = `Extracted ${what} with ${count}, ${prettyBytes(size)}, to ${file ?? directory}.`;
  return `${printable(head)}
Bundle digest: ${bundle.digest}
`;
}
export {
  formatExtract,
  formatMerge
};
