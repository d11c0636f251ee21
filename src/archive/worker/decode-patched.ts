import { BundleError } from "../../errors.ts";
import { toText } from "../../tar/byte-string.ts";
import { decodeFrame, digestOfBytes, release } from "../frames/frame-codec.ts";
import type { Frame } from "../frames/frame-table.ts";
import type { Dictionary, TextPiece } from "../frames/text.ts";
import { checkDigest } from "./decode-frame.ts";
import { RecordReader } from "./entry-records.ts";
import { filesChangedByHand, nameFiles } from "./files-changed-by-hand.ts";

/** A frame that needs a dictionary. Its content digest alone proves the content. */
export interface PatchedFrame extends Pick<Frame, "digest" | "contentSize"> {
  readonly contentDigest: string | undefined;
  readonly dictionary: Dictionary;
}

/**
 * Decodes a frame with a dictionary that was made here, and checks the content's digest.
 * @throws BundleError `FRAME_INVALID`, `BASE_CHANGED`
 */
export function decodePatched(frame: PatchedFrame, bytes: Uint8Array, text: Buffer): Buffer {
  checkDigest(frame, bytes);
  if (isTrained(text))
    throw new BundleError("FRAME_INVALID", "Cannot use frame: its dictionary begins like a trained one");
  let content: Buffer;
  try {
    content = decodeFrame(bytes, frame.contentSize, text);
  } catch (error) {
    throw baseChanged(frame.dictionary, error);
  }
  if (digestOfBytes(content) === frame.contentDigest) return content;
  release(content);
  throw baseChanged(frame.dictionary);
}

/** zstd takes a dictionary with these first bytes for a trained one, in a form of its own. Source: RFC 8878, 5. */
export function isTrained(text: Uint8Array): boolean {
  return text[0] === 0x37 && text[1] === 0xa4 && text[2] === 0x30 && text[3] === 0xec;
}

/** Names the files that were changed; where that is not known, those that the dictionary is made from. */
function baseChanged({ base, pieces }: Dictionary, cause?: unknown): BundleError {
  const changed = new Set(pieces.flatMap(changedIn));
  const files = [...new Set(pieces.flatMap(filesOf))];
  const [first, last] = [files[0], files.at(-1)];
  const some = files.length > 1 ? `one of the ${files.length} files from ${first} to ${last}` : first;
  const which = changed.size > 0 ? `changed since: ${nameFiles([...changed])}` : some;
  const found = "it is not as it was when the delta was made";
  return new BundleError("BASE_CHANGED", `Cannot patch ${base}: ${found}${which === undefined ? "" : ` (${which})`}`, {
    cause,
  });
}

function changedIn(piece: TextPiece): readonly string[] {
  return piece.kind === "tree" && piece.directory !== undefined
    ? filesChangedByHand(piece.directory.path, [piece.records])
    : [];
}

/** Paths of the files on disk that a piece covers. */
function filesOf(piece: TextPiece): readonly string[] {
  if (piece.kind === "frame") return [];
  const files: string[] = [];
  const records = new RecordReader(piece.records);
  let at = 0;
  for (let record = records.next(); record !== undefined && at < piece.to; record = records.next()) {
    const start = at;
    at += piece.fileOffset === undefined ? record.headerSize + record.size : piece.contentSize;
    at = Math.ceil(at / 512) * 512;
    if (start < piece.to && at > piece.from && record.size > 0) files.push(toText(record.path));
  }
  return files;
}
