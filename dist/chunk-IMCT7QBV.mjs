import {
  digester_85
} from "./chunk-E2XNVGEC.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";

// src/commands/places/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester_85();
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
