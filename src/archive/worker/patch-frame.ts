import { constants, zstdCompressSync } from "node:zlib";
import { MIN_DICTIONARY } from "../../limits.ts";
import { decodeFrame, digestOfBytes, frameRoom, release } from "../frames/frame-codec.ts";
import type { Frame } from "../frames/frame-table.ts";
import type { Dictionary, TextPiece } from "../frames/text.ts";
import { decodeAlone } from "./decode-frame.ts";
import { isTrained } from "./decode-patched.ts";
import type { FrameReader } from "./frame-reader.ts";
import type { LocatedFrame } from "./located-frame.ts";
import type { TextMaker } from "./make-text.ts";

/** Compresses the content of a frame again, with a dictionary. */
export interface PatchTask {
  readonly kind: "patch";
  readonly run: number;
  readonly frame: Pick<LocatedFrame, "at" | "size" | "digest" | "contentSize">;
  readonly dictionary: Dictionary;
  /** Output for the patch. */
  readonly slot: SharedArrayBuffer;
}

/** A smaller frame; undefined if the frame itself is not larger. */
export type PatchResult =
  | (Pick<Frame, "size" | "digest"> & {
      /** Bytes at the start of the range that are not part of the dictionary. */
      readonly skipped: number;
    })
  | undefined;

/** @throws BundleError what making the text and reading the frame throw */
export function framePatcher(reader: FrameReader, makeText: TextMaker): (task: PatchTask) => PatchResult {
  return ({ run, frame, dictionary, slot }) => {
    const whole = makeText(run, dictionary.pieces);
    // Without its first byte it is raw content again, not a trained dictionary.
    const skipped = isTrained(whole) ? 1 : 0;
    const text = whole.subarray(skipped);
    if (text.byteLength < MIN_DICTIONARY) return undefined;
    const content = decodeAlone(frame, reader.read(run, frame));
    const patch = encodePatch(content, text);
    const size = patch.byteLength;
    try {
      if (size >= frame.size) return undefined;
      if (!decodesTo(content, patch, text)) throw new Error("zstd does not decode what it has encoded");
      new Uint8Array(slot).set(patch);
      return { size, digest: digestOfBytes(patch), skipped };
    } finally {
      release(content);
      release(patch);
    }
  };
}

/** zstd's level for frames with a dictionary. */
const PATCH_LEVEL = 6;
const LEAST_TABLE = 12;
const MOST_TABLE = 22;

/**
 * Compresses one frame's content with a dictionary of raw content. The tables must index the whole dictionary, or nothing is found
 * in it; larger ones would take 128 MiB for a worker.
 */
function encodePatch(content: Uint8Array, dictionary: Buffer): Buffer {
  const wanted = Math.ceil(Math.log2(dictionary.byteLength + content.byteLength));
  const table = Math.min(MOST_TABLE, Math.max(LEAST_TABLE, wanted));
  const params = {
    [constants.ZSTD_c_compressionLevel]: PATCH_LEVEL,
    [constants.ZSTD_c_windowLog]: 23,
    [constants.ZSTD_c_hashLog]: table,
    [constants.ZSTD_c_chainLog]: table,
    [constants.ZSTD_c_checksumFlag]: 1,
  };
  return zstdCompressSync(content, { params, dictionary, chunkSize: frameRoom(content.byteLength) });
}

/** The receiver must get the same bytes: a zstd that fails here must fail before anything is carried. */
function decodesTo(content: Buffer, patch: Buffer, text: Buffer): boolean {
  const decoded = decodeFrame(patch, content.byteLength, text);
  const isSame = decoded.equals(content);
  release(decoded);
  return isSame;
}

/** Digests a range of a text. */
export interface TextTask {
  readonly kind: "text";
  readonly run: number;
  readonly pieces: readonly TextPiece[];
}

/** `sha256:…` of the range. */
export type TextResult = string;

export function textHasher(makeText: TextMaker): (task: TextTask) => TextResult {
  return ({ run, pieces }) => digestOfBytes(makeText(run, pieces));
}
