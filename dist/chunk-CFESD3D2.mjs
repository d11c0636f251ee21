import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatTable,
  shortenDigest
} from "./chunk-4OTCZ4WZ.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";

// src/report/bundle-lines.ts
var PACKAGE_COLUMNS = [
  { title: "PACKAGE" },
  { title: "PLATFORM" },
  { title: "LAYERS", right: true },
  { title: "SIZE", right: true },
  { title: "" }
];
function formatPackages(packages, bold) {
  const inOrder = [...packages.filter(({ root }) => root), ...packages.filter(({ root }) => !root)];
  const rows = inOrder.map(({ identifier, platform, layers, contentSize, root, current }) => [
    root ? identifier : shortenDigest(identifier),
    platform,
    String(layers),
    prettyBytes(contentSize),
    root ? current ? "current" : "" : "dependency"
  ]);
  return formatTable(PACKAGE_COLUMNS, rows, bold);
}
function formatDigest(digest) {
  return digest === void 0 ? "" : `Bundle digest: ${digest}
`;
}
function countOf(number, one, several = `${one}s`) {
  return `${number} ${number === 1 ? one : several}`;
}

export {
  formatPackages,
  formatDigest,
  countOf
};
