import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";

// src/report/fetched.ts
function formatFetched({ bytes, size }) {
  return size === void 0 ? prettyBytes(bytes) : `${prettyBytes(bytes)} of a bundle of ${prettyBytes(size)}`;
}

export {
  formatFetched
};
