import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  digester
} from "./chunk-4LCJ56VL.mjs";

// src/commands/places/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) running.update(chunk);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
  return running.digest();
}

export {
  digestFile
};
