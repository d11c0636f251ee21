import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";

// src/commands/places/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester_82();
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
