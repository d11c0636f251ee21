import { hash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { BundleError } from "../../errors.ts";
import { MAX_FRAME_CONTENT } from "../../limits.ts";
import { zstdFrameProblem } from "./zstd-frame.ts";

/** Content of a frame that we write, in bytes: the format's maximum. Half of it would make bundles 1 to 6 % larger. */
export const FRAME_CONTENT = MAX_FRAME_CONTENT;

/** zstd's level when the user names none. */
export const DEFAULT_LEVEL = 2;

export function digestOfBytes(bytes: Uint8Array): string {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}

/** Room for any frame of `contentSize` bytes of content: zstd then needs no buffers of its own, and Node only one. */
export function frameRoom(contentSize: number): number {
  return contentSize + Math.ceil(contentSize / 256) + 1024;
}

/** Compresses one frame's content on its own, with zstd's checksum and the content size in its header. */
export function encodeFrame(content: Uint8Array, level: number): Buffer {
  const params = {
    [constants.ZSTD_c_compressionLevel]: level,
    [constants.ZSTD_c_windowLog]: 23,
    [constants.ZSTD_c_checksumFlag]: 1,
    // A hash table twice as large as the level's own: 1 % smaller output for 7 % more time; level 3 takes 30 % more time.
    ...(level === DEFAULT_LEVEL && { [constants.ZSTD_c_hashLog]: 17 }),
  };
  return zstdCompressSync(content, { params, chunkSize: frameRoom(content.byteLength) });
}

/**
 * Decompresses exactly one frame. Node's decoder accepts a truncated frame, and bytes behind a frame, so both lengths are
 * checked here.
 * @throws BundleError `FRAME_INVALID`
 */
export function decodeFrame(bytes: Uint8Array, contentSize: number, dictionary?: Buffer): Buffer {
  const problem = zstdFrameProblem(bytes);
  if (problem !== undefined) throw invalidFrame(problem);
  const content = decompress(bytes, contentSize, dictionary);
  if (content.byteLength === contentSize) return content;
  throw invalidFrame(`got ${content.byteLength} bytes of content, expected ${contentSize}`);
}

function decompress(bytes: Uint8Array, contentSize: number, dictionary: Buffer | undefined): Buffer {
  try {
    // One byte more than needed: Node allocates another buffer when the output fills one.
    const sizes = { maxOutputLength: contentSize + 1, chunkSize: Math.max(64, contentSize + 1) };
    return zstdDecompressSync(bytes, { ...sizes, ...(dictionary && { dictionary }) });
  } catch (error) {
    throw new BundleError("FRAME_INVALID", "Cannot decode frame: zstd refuses it", { cause: error });
  }
}

/**
 * Frees a buffer's memory at once. Until a garbage collection, the buffers of a few frames would take more memory than
 * everything else.
 */
export function release(buffer: Buffer): void {
  if (buffer.byteLength > 64 * 1024 && buffer.buffer instanceof ArrayBuffer) buffer.buffer.transfer(0);
}

function invalidFrame(what: string): BundleError {
  return new BundleError("FRAME_INVALID", `Cannot decode frame: ${what}`);
}
