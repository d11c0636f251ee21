import { BundleError } from "../../errors.ts";
import type { Bytes } from "../../io/bytes.ts";
import { MAX_BLOB_CONTENT, MAX_ENTRIES, MAX_FRAME_CONTENT, MAX_FRAME_SIZE, MAX_RATIO } from "../../limits.ts";
import type { TreeTop } from "../../tar/entry-order.ts";
import { BLOCK_SIZE, END_SIZE, padding } from "../../tar/headers.ts";
import type { PatchedFrames } from "./text.ts";
import type { LinkDestination } from "./tree.ts";

/** One row of a frame table. */
export interface Frame {
  /** Compressed bytes. */
  readonly size: number;
  readonly contentSize: number;
  /** `sha256:…` of the compressed bytes. */
  readonly digest: string;
  /** `sha256:…` of the content; missing in bundles that older versions wrote. */
  readonly contentDigest?: string;
  /** Offset in bytes in the file that this frame continues; absent when it begins with an entry. */
  readonly fileOffset?: number;
}

/** A finished frame; `tree` is the index of its tree in the list given to `pack`. */
export interface PackedFrame {
  readonly tree: number;
  readonly frame: Frame;
  /** Reused memory: valid until the next frame is requested. */
  readonly bytes: Uint8Array;
}

/** A layer blob, as its frame table describes it. */
export interface FramedBlob {
  /** Digest of the blob, for messages. */
  readonly name: string;
  readonly bytes: Bytes;
  /** Every entry's path must start with it. */
  readonly prefix: string;
  /** Required entries at the top, if the blob is a layer's tree. */
  readonly top?: TreeTop;
  readonly frames: readonly Frame[];
  readonly contentSize: number;
  readonly entryCount: number;
  /** Directory for the entries below `prefix`; without it the blob is only verified (every check, no write). */
  readonly target?: string;
  /** Whether content digests are checked. Default: if the blob is only verified. Frames of a delta need it always. */
  readonly checksContent?: boolean;
  /** Directories into which the unpacked files are hard linked too. */
  readonly links?: readonly LinkDestination[];
  /** For frames of a delta: sizes and digests above are those of the patches. */
  readonly patched?: PatchedFrames;
}

/** A blob's table, and the size of the blob. */
export interface FrameTable extends Pick<FramedBlob, "name" | "frames" | "contentSize" | "entryCount"> {
  readonly bytes: Pick<Bytes, "size">;
}

/**
 * Refuses an impossible frame table before any byte of the blob is read.
 * @throws BundleError `FRAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function checkFrameTable(blob: FrameTable): void {
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

/** Bytes of a tar whose entries have these sizes and short names; a directory has size 0. */
export function tarSize(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + BLOCK_SIZE + size + padding(size), END_SIZE);
}
