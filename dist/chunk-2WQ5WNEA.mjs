import {
  MAX_FRAME_CONTENT,
  MAX_WINDOW
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/archive/frames/frame-codec.ts
import { hash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

// src/archive/frames/zstd-frame.ts
function zstdFrameProblem(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 6 || view.getUint32(0, true) !== 4247762216) return NO_FRAME;
  const descriptor = view.getUint8(4);
  if ((descriptor & CHECKSUM) === 0) return "it has no checksum";
  if ((descriptor & RESERVED_BIT) !== 0) return NO_FRAME;
  if ((descriptor & DICTIONARY) !== 0) return "it needs a dictionary";
  const isSingleSegment = (descriptor & SINGLE_SEGMENT) !== 0;
  const sizeWidth = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  let at = 5 + (isSingleSegment ? 0 : 1) + sizeWidth;
  if (at > bytes.byteLength) return NO_FRAME;
  const window = isSingleSegment ? contentSizeAt(view, 5, sizeWidth) : windowOf(view.getUint8(5));
  if (window > MAX_WINDOW) return `its window is over ${MAX_WINDOW} bytes`;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.byteLength) return NO_FRAME;
    const block = view.getUint16(at, true) + view.getUint8(at + 2) * 65536;
    isLast = (block & 1) === 1;
    const type = block >> 1 & 3;
    if (type === RESERVED) return NO_FRAME;
    at += 3 + (type === REPEATED_BYTE ? 1 : block >> 3);
  }
  const end = at + CHECKSUM_SIZE;
  if (end > bytes.byteLength) return NO_FRAME;
  return end < bytes.byteLength ? `it ends after ${end} of its bytes` : void 0;
}
var NO_FRAME = "it is not a complete zstd frame";
var DICTIONARY = 3;
var CHECKSUM = 4;
var RESERVED_BIT = 8;
var SINGLE_SEGMENT = 32;
var CHECKSUM_SIZE = 4;
var REPEATED_BYTE = 1;
var RESERVED = 3;
function contentSizeAt(view, at, width) {
  if (width === 1) return view.getUint8(at);
  if (width === 2) return view.getUint16(at, true) + 256;
  return width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
function windowOf(descriptor) {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + base / 8 * (descriptor & 7);
}

// src/archive/frames/frame-codec.ts
var FRAME_CONTENT = MAX_FRAME_CONTENT;
var DEFAULT_LEVEL = 2;
function digestOfBytes(bytes) {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}
function frameRoom(contentSize) {
  return contentSize + Math.ceil(contentSize / 256) + 1024;
}
function encodeFrame(content, level) {
  const params = {
    [constants.ZSTD_c_compressionLevel]: level,
    [constants.ZSTD_c_windowLog]: 23,
    [constants.ZSTD_c_checksumFlag]: 1,
    // A hash table twice as large as the level's own: 1 % smaller output for 7 % more time; level 3 takes 30 % more time.
    ...level === DEFAULT_LEVEL && { [constants.ZSTD_c_hashLog]: 17 }
  };
  return zstdCompressSync(content, { params, chunkSize: frameRoom(content.byteLength) });
}
function decodeFrame(bytes, contentSize, dictionary) {
  const problem = zstdFrameProblem(bytes);
  if (problem !== void 0) throw invalidFrame(problem);
  const content = decompress(bytes, contentSize, dictionary);
  if (content.byteLength === contentSize) return content;
  throw invalidFrame(`got ${content.byteLength} bytes of content, expected ${contentSize}`);
}
function decompress(bytes, contentSize, dictionary) {
  try {
    const sizes = { maxOutputLength: contentSize + 1, chunkSize: Math.max(64, contentSize + 1) };
    return zstdDecompressSync(bytes, { ...sizes, ...dictionary && { dictionary } });
  } catch (error) {
    throw new BundleError("FRAME_INVALID", "Cannot decode frame: zstd refuses it", { cause: error });
  }
}
function release(buffer) {
  if (buffer.byteLength > 64 * 1024 && buffer.buffer instanceof ArrayBuffer) buffer.buffer.transfer(0);
}
function invalidFrame(what) {
  return new BundleError("FRAME_INVALID", `Cannot decode frame: ${what}`);
}

export {
  FRAME_CONTENT,
  DEFAULT_LEVEL,
  digestOfBytes,
  frameRoom,
  encodeFrame,
  decodeFrame,
  release
};
