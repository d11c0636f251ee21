import { hash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { BundleError } from "../../errors.ts";
import type { Bytes } from "../../io/bytes.ts";
import { MAX_BLOB_CONTENT, MAX_ENTRIES, MAX_FRAME_CONTENT, MAX_FRAME_SIZE, MAX_RATIO } from "../../limits.ts";
import type { TreeTop } from "../../tar/entry-order.ts";
import { BLOCK_SIZE, END_SIZE } from "../../tar/headers.ts";
import type { LinkDestination } from "./tree.ts";
import { zstdFrameProblem } from "./zstd-frame.ts";

/** Content of a frame that we write, in bytes: the most that the format allows. Half of it costs 1 to 6 % of size. */
export const FRAME_CONTENT = MAX_FRAME_CONTENT;

/** zstd's level when the user names none. */
export const DEFAULT_LEVEL = 2;

/** One row of a frame table. */
export interface Frame {
  /** Compressed bytes. */
  readonly size: number;
  readonly contentSize: number;
  /** `sha256:…` of the compressed bytes. */
  readonly digest: string;
  /** `sha256:…` of the content; bundles written before it was there lack it. */
  readonly contentDigest?: string;
  /** Where the frame continues a file begun in an earlier frame. */
  readonly fileOffset?: number;
}

/** A finished frame of the tree with this place in the list given to `pack`. */
export interface PackedFrame {
  readonly tree: number;
  readonly frame: Frame;
  /** Memory that is used again: valid until the next frame is asked for. */
  readonly bytes: Uint8Array;
}

/** A layer blob, as its frame table describes it. */
export interface FramedBlob {
  /** For messages: the blob's digest. */
  readonly name: string;
  readonly bytes: Bytes;
  /** Every entry's path must start with it. */
  readonly prefix: string;
  /** What stands at the top, where it is the tree of a layer. */
  readonly top?: TreeTop;
  readonly frames: readonly Frame[];
  readonly contentSize: number;
  readonly entryCount: number;
  /** Where what lies below `prefix` is unpacked to; without it the blob is only verified (every check, no write). */
  readonly target?: string;
  /** Directories that get what is unpacked there too, by hard link. */
  readonly links?: readonly LinkDestination[];
}

export function digestOfBytes(bytes: Uint8Array): string {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}

/** Room that any frame of `contentSize` fits into: zstd then needs no buffers of its own, and Node only one. */
export function frameRoom(contentSize: number): number {
  return contentSize + Math.ceil(contentSize / 256) + 1024;
}

/** Compresses one frame's content on its own, with zstd's checksum and the content size in its header. */
export function encodeFrame(content: Uint8Array, level: number): Buffer {
  const params = {
    [constants.ZSTD_c_compressionLevel]: level,
    [constants.ZSTD_c_windowLog]: 23,
    [constants.ZSTD_c_checksumFlag]: 1,
    // A hash table of twice the size that this level has: 1 % smaller for 7 % more time, where level 3 takes 30 % more.
    ...(level === DEFAULT_LEVEL && { [constants.ZSTD_c_hashLog]: 17 }),
  };
  return zstdCompressSync(content, { params, chunkSize: frameRoom(content.byteLength) });
}

/**
 * Decompresses exactly one frame. Node's decoder is content with a torn one, and with bytes behind it: both lengths are
 * checked.
 * @throws BundleError `FRAME_INVALID`
 */
export function decodeFrame(bytes: Uint8Array, contentSize: number): Buffer {
  const problem = zstdFrameProblem(bytes);
  if (problem !== undefined) throw invalidFrame(problem);
  const content = decompress(bytes, contentSize);
  if (content.byteLength === contentSize) return content;
  throw invalidFrame(`got ${content.byteLength} bytes of content, expected ${contentSize}`);
}

function decompress(bytes: Uint8Array, contentSize: number): Buffer {
  try {
    // One byte more than needed: an output buffer that is filled makes Node allocate another.
    return zstdDecompressSync(bytes, { maxOutputLength: contentSize + 1, chunkSize: Math.max(64, contentSize + 1) });
  } catch (error) {
    throw new BundleError("FRAME_INVALID", "Cannot decode frame: zstd refuses it", { cause: error });
  }
}

/**
 * Gives a buffer's memory back at once. Left to the garbage collector, the buffers of a few frames
 * would add up to more than all else.
 */
export function release(buffer: Buffer): void {
  if (buffer.byteLength > 64 * 1024 && buffer.buffer instanceof ArrayBuffer) buffer.buffer.transfer(0);
}

/**
 * Refuses a frame table that cannot be true, before any byte of the blob is read.
 * @throws BundleError `FRAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function checkFrameTable(blob: FramedBlob): void {
  const lie = (what: string): BundleError =>
    new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
  const over = (what: string): BundleError => new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what}`);
  const { frames } = blob;
  if (frames.length === 0) throw lie("it is empty");
  if (![blob.bytes.size, blob.contentSize, blob.entryCount].every(isCount)) throw lie("a number is impossible");
  if (blob.contentSize > MAX_BLOB_CONTENT)
    throw over(`${blob.contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (blob.entryCount > MAX_ENTRIES) throw over(`${blob.entryCount} entries, expected at most ${MAX_ENTRIES}`);
  let size = 0;
  let contentSize = 0;
  let before: Frame | undefined;
  for (const [index, frame] of frames.entries()) {
    const problem = impossible(frame, before);
    if (problem !== undefined) throw lie(`frame ${index} ${problem}`);
    size += frame.size;
    contentSize += frame.contentSize;
    before = frame;
  }
  if (size !== blob.bytes.size) throw lie(`its frames have ${size} bytes, expected ${blob.bytes.size}`);
  if (contentSize !== blob.contentSize) throw lie(`its content is ${contentSize} bytes, expected ${blob.contentSize}`);
  const least = blob.entryCount * BLOCK_SIZE + END_SIZE;
  if (contentSize < least) throw lie(`${contentSize} bytes of content cannot hold ${blob.entryCount} entries`);
}

function impossible(frame: Frame, before: Frame | undefined): string | undefined {
  const { size, contentSize, fileOffset } = frame;
  if (!isCount(size) || size === 0 || size > MAX_FRAME_SIZE) return `has an impossible size: ${size}`;
  if (!isCount(contentSize) || contentSize === 0 || contentSize > MAX_FRAME_CONTENT) {
    return `has an impossible content size: ${contentSize}`;
  }
  if (contentSize > size * MAX_RATIO) return "claims more content than zstd can put into its bytes";
  if (!/^sha256:[0-9a-f]{64}$/.test(frame.digest)) return "has no sha256 digest";
  if (fileOffset === undefined) return undefined;
  if (!isCount(fileOffset) || fileOffset === 0) return `has an impossible file offset: ${fileOffset}`;
  if (before === undefined) return "continues a file, but is the first";
  if (before.fileOffset === undefined) {
    return fileOffset > before.contentSize - BLOCK_SIZE
      ? "continues a file that the frame before cannot hold"
      : undefined;
  }
  const end = before.fileOffset + before.contentSize;
  return fileOffset === end ? undefined : `continues a file at ${fileOffset}, expected ${end}`;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function invalidFrame(what: string): BundleError {
  return new BundleError("FRAME_INVALID", `Cannot decode frame: ${what}`);
}
