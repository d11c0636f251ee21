import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/http/read-range.ts
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
    throw fromSystemError(error, `read ${path}`);
  }
  if (read !== size) throw changed(path, `it ends after ${offset + read} bytes`);
}
function changed(path, how) {
  return new BundleError("FILE_CHANGED", `Cannot send ${path}: ${how}`, {
    hint: "Run it again, and do not change the file while it is sent."
  });
}

export {
  readRange,
  changed
};
