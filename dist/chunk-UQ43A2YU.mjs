import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";

// src/io/look-at.ts
import { stat } from "node:fs/promises";
var ABSENT = /* @__PURE__ */ new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
function isAbsent(error) {
  return error instanceof Error && "code" in error && ABSENT.has(String(error.code));
}
async function lookAt(path, ask = stat) {
  try {
    return await ask(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromSystemError(error, `look at ${path}`);
  }
}

export {
  isAbsent,
  lookAt
};
