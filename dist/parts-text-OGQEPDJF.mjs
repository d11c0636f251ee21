import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  countOf,
  formatDigest
} from "./chunk-CFESD3D2.mjs";
import "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/report/parts-text.ts
function formatSplit({ bundle, file, size, parts }) {
  const head = `Wrote ${prettyBytes(size)} in ${countOf(parts.length, "part")}, listed in ${file}.`;
  return `${printable(head)}
${formatDigest(bundle.digest)}`;
}
function formatJoin({ bundle, file, size, fileDigest }) {
  return `${printable(`Joined ${prettyBytes(size)} to ${file}.`)}
${formatDigest(bundle.digest)}File digest: ${fileDigest}
`;
}
export {
  formatJoin,
  formatSplit
};
