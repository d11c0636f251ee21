import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/layout/content.ts
var NOTHING_AHEAD = { async [Symbol.asyncDispose]() {
} };

export {
  NOTHING_AHEAD
};
