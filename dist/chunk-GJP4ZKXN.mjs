import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";

// src/io/look-at.ts
import { readdir, stat } from "node:fs/promises";
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
async function namesIn(folder) {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read ${folder}`);
  }
}

export {
  isAbsent,
  lookAt,
  namesIn
};
