import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";

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

// src/limits.ts
var KIB = 1024;
var MIB = 1024 * KIB;
var MAX_FRAME_CONTENT = 8 * MIB;
var MAX_WINDOW = 2 ** 23;
var MAX_FRAME_SIZE = MAX_FRAME_CONTENT + MAX_FRAME_CONTENT / 256 + 64 * KIB;
var MAX_RATIO = 32 * KIB;
var MAX_ENTRIES = 1e7;
var MAX_PATH = 4095;
var MAX_NAME = 255;
var MAX_DEPTH = 1024;
var MAX_TARGET = 4095;
var MAX_SYMLINK_TEXT = 10 * MIB;
var MAX_MODE_TEXT = 8 * MIB;
var ENTRY_OVERHEAD = 96;
var MAX_PAX = 16 * KIB;
var MAX_BLOB_CONTENT = 2 ** 44;
var MAX_CONFIG = 8 * MIB;
var MAX_DOCUMENT = 4 * MIB;
var MAX_DOCUMENTS = 32 * MIB;
var MAX_CONFIG_VALUES = 4e5;
var MAX_MANIFEST_VALUES = 1e5;
var MAX_VALUES = 5e4;
var MAX_STORE_VALUES = 2e5;
var MAX_STORE_WRITTEN = 64 * MIB;
var MAX_NESTING = 127;
var MAX_MANIFEST = 4 * MIB;
var MAX_MANIFESTS = 4 * MAX_MANIFEST;
var MAX_INDEX = 4 * MIB;
var MAX_PACKAGES = 1e4;
var MAX_LAYERS = 2e4;
var MAX_LIST = 1e3;
var MAX_RESOLVED = 2e5;
var MAX_CANDIDATES = 64;
var MAX_MEMBERS = 1e5;
var MAX_MEMBER_NAMES = 16 * MIB;
var MAX_TRAILER = MIB;
var MAX_LISTED = 1e6;
var MAX_FILE_LIST = 128 * MIB;
var MAX_SERVED = 2e5;
var MAX_SPOOLED = 512 * MIB;

export {
  MAX_FRAME_CONTENT,
  MAX_WINDOW,
  MAX_FRAME_SIZE,
  MAX_RATIO,
  MAX_ENTRIES,
  MAX_PATH,
  MAX_NAME,
  MAX_DEPTH,
  MAX_TARGET,
  MAX_SYMLINK_TEXT,
  MAX_MODE_TEXT,
  ENTRY_OVERHEAD,
  MAX_PAX,
  MAX_BLOB_CONTENT,
  MAX_CONFIG,
  MAX_DOCUMENT,
  MAX_DOCUMENTS,
  MAX_CONFIG_VALUES,
  MAX_MANIFEST_VALUES,
  MAX_VALUES,
  MAX_STORE_VALUES,
  MAX_STORE_WRITTEN,
  MAX_NESTING,
  MAX_MANIFEST,
  MAX_MANIFESTS,
  MAX_INDEX,
  MAX_PACKAGES,
  MAX_LAYERS,
  MAX_LIST,
  MAX_RESOLVED,
  MAX_CANDIDATES,
  MAX_MEMBERS,
  MAX_MEMBER_NAMES,
  MAX_TRAILER,
  MAX_LISTED,
  MAX_FILE_LIST,
  MAX_SERVED,
  MAX_SPOOLED,
  isAbsent,
  lookAt
};
