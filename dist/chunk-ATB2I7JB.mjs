import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  algorithmOf,
  hexOf
} from "./chunk-4LCJ56VL.mjs";

// src/oci/partial-digest.ts
function parsePartialDigest(text) {
  const [, algorithm, hex = ""] = /^(?:(sha\d+):)?([0-9a-f]{4,128})$/.exec(text) ?? [];
  if (hex === "") return void 0;
  return { ...algorithm !== void 0 && { algorithm }, hex };
}
function isBeginningOf({ algorithm, hex }, digest) {
  return hexOf(digest).startsWith(hex) && (algorithm ?? algorithmOf(digest)) === algorithmOf(digest);
}

export {
  parsePartialDigest,
  isBeginningOf
};
