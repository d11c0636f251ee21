import {
  digester_86
} from "./chunk-OCM2DYHD.mjs";
import {
  fromSystemError
} from "./chunk-4XPCL3JO.mjs";

// src/commands/places/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester_86();
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
