import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatTable
} from "./chunk-4OTCZ4WZ.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";

// src/report/amounts-text.ts
function formatAmounts({ written, peak }, fetch, bold) {
  const rows = [
    ...fetch === void 0 ? [] : [["to fetch", prettyBytes(fetch), ""]],
    ["to write", prettyBytes(written), ""],
    ...peak.map(({ use, path, bytes }) => [PEAKS[use], prettyBytes(bytes), path])
  ];
  return formatTable([{ title: "AMOUNT" }, { title: "BYTES", right: true }, { title: "WHERE" }], rows, bold);
}
var PEAKS = {
  output: "output, at most",
  staging: "staging, at most",
  spool: "spool, at most"
};
function formatFetched({ bytes, size }) {
  return size === void 0 ? prettyBytes(bytes) : `${prettyBytes(bytes)} of a bundle of ${prettyBytes(size)}`;
}

export {
  formatAmounts,
  PEAKS,
  formatFetched
};
