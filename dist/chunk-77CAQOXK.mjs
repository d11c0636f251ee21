import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  asFailure
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/channels/read-range.ts
import { createReadStream } from "node:fs";
async function* readRange(path, { offset, size }) {
  if (size === 0) return;
  let read = 0;
  try {
    const options = { start: offset, end: offset + size - 1, highWaterMark: 1 << 18 };
    for await (const chunk of createReadStream(path, options)) {
      read += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw asFailure(error, `read ${path}`);
  }
  if (read !== size) throw changed(path, `it ends after ${offset + read} bytes`);
}
function changed(path, how) {
  return new BundleError("FILE_CHANGED", `Cannot send ${path}: ${how}`, {
    hint: "Leave the file alone while it is sent, and run it again."
  });
}

export {
  readRange,
  changed
};
