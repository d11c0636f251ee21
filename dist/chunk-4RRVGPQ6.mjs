import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/io/bytes.ts
import { createHash } from "node:crypto";
function sliceOf(source, start, size) {
  return {
    name: source.name,
    size,
    locate: (offset, length) => source.locate(start + offset, length),
    read: (offset, length) => source.read(start + offset, length)
  };
}
function bytesInMemory(name, bytes) {
  return {
    name,
    size: bytes.byteLength,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (offset, length) => bytes.subarray(offset, offset + length)
  };
}
var CHUNK = 1024 * 1024;
async function hashRange(source, start, size, onProgress = () => void 0) {
  const hash = createHash("sha256");
  for (let done = 0; done < size; ) {
    const bytes = await source.read(start + done, Math.min(CHUNK, size - done));
    hash.update(bytes);
    done += bytes.byteLength;
    onProgress(bytes.byteLength);
  }
  return `sha256:${hash.digest("hex")}`;
}

export {
  sliceOf,
  bytesInMemory,
  hashRange
};
