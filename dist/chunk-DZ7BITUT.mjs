import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OWN_FOLDER
} from "./chunk-HAWTYSNO.mjs";
import {
  hexOf
} from "./chunk-4LCJ56VL.mjs";

// src/home/target/executable.ts
var EXECUTABLE_MODE = 493;
var NAME = "ocx";
function executableDirectory(digest) {
  return `${EXECUTABLES}/${digest.slice(digest.indexOf(":") + 1)}`;
}
var EXECUTABLES = `${OWN_FOLDER}/ocx`;
function executablePath(digest) {
  return `${executableDirectory(digest)}/${NAME}`;
}
function executableEntry(digest) {
  return `${hexOf(digest)}/${NAME}`;
}
async function planExecutable(target, { digest, size }, { content }) {
  const path = executablePath(digest);
  const found = { digest, size, path };
  if (!await target.exists(path)) return { ...found, state: "missing" };
  const isRight = await target.mode(path) === EXECUTABLE_MODE && await target.size(path) === size && (!content || await target.digest(path) === digest);
  return { ...found, state: isRight ? "present" : "altered" };
}

export {
  EXECUTABLE_MODE,
  executableDirectory,
  EXECUTABLES,
  executablePath,
  executableEntry,
  planExecutable
};
