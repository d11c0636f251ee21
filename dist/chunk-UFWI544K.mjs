import {
  digester_87
} from "./chunk-JSX5QINM.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";

// src/commands/places/digest-file.ts
import { createReadStream } from "node:fs";
async function digestFile(path) {
  const running = digester_87();
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
