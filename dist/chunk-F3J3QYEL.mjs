import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  printable
} from "./chunk-PNVSA3GV.mjs";

// src/report/describe-delta.ts
function formatComplete({ bundle, file, size }) {
  return `${printable(`Completed ${bundle.name}, ${prettyBytes(size)}, as ${file}.`)}
Bundle digest: ${bundle.digest}
`;
}
function describeDelta({ omitted, patched, whole, fullSize }) {
  return `of ${prettyBytes(fullSize)} of blobs; layers: ${omitted} omitted, ${patched} patched, ${whole} whole`;
}
function describeUnchecked(layers) {
  const what = layers === 1 ? "1 layer was not checked: it is" : `${layers} layers were not checked: they are`;
  return `${what} made from what an earlier bundle has. Give that with --base.`;
}

export {
  formatComplete,
  describeDelta,
  describeUnchecked
};
