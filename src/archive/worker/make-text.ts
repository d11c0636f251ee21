import { MAX_DICTIONARY } from "../../limits.ts";
import { type ByteString, toByteString } from "../../tar/byte-string.ts";
import { blankHeader, blankHeaders } from "../../tar/dictionary-text.ts";
import { BLOCK_SIZE, encodeEntry, padding } from "../../tar/headers.ts";
import { release } from "../frames/frame-codec.ts";
import type { TextPiece } from "../frames/text.ts";
import { decodeAlone } from "./decode-frame.ts";
import { DOCUMENT_ENTRY, type EntryRecord, FILE_ENTRY, RecordReader } from "./entry-records.ts";
import type { FrameReader } from "./frame-reader.ts";
import { fileOf, headerOf, readFile, type Source, sourceOf } from "./pack-tree.ts";

/** Makes a range of a text, in a buffer that the next call reuses. */
export type TextMaker = (run: number, pieces: readonly TextPiece[]) => Buffer;

/**
 * Makes texts from trees on disk and from frames.
 * @throws BundleError `FILE_CHANGED`, `FRAME_INVALID`, `ENTRY_INVALID`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export function textMaker(reader: FrameReader): TextMaker {
  let buffer: Buffer | undefined;
  return (run, pieces) => {
    buffer ??= Buffer.allocUnsafeSlow(MAX_DICTIONARY);
    let at = 0;
    for (const piece of pieces) {
      const part = buffer.subarray(at, at + piece.to - piece.from);
      if (piece.kind === "tree") fillFromTree(part, piece);
      else fillFromFrame(part, piece, reader.read(run, piece));
      at += part.length;
    }
    return buffer.subarray(0, at);
  };
}

type Piece<Kind> = Extract<TextPiece, { readonly kind: Kind }>;

function fillFromFrame(part: Buffer, piece: Piece<"frame">, bytes: Buffer): void {
  const content = decodeAlone(piece, bytes);
  if (piece.fileOffset === undefined) blankHeaders(content);
  content.copy(part, 0, piece.from, piece.to);
  release(content);
}

/** Reads only the files, and the parts of them, that the piece covers. */
function fillFromTree(part: Buffer, piece: Piece<"tree">): void {
  const filling = { part, piece, prefix: toByteString(piece.prefix), source: sourceOf(piece) };
  const records = new RecordReader(piece.records);
  let at = 0;
  for (let record = records.next(); record !== undefined && at < piece.to; record = records.next())
    at = addEntry(filling, record, at);
  if (at < piece.to) part.fill(0, Math.max(0, at - piece.from));
}

interface Filling {
  readonly part: Buffer;
  readonly piece: Piece<"tree">;
  readonly prefix: ByteString;
  readonly source: Source;
}

/** Writes what the piece covers of an entry that begins at `at` of its frame; returns the offset of the next entry. */
function addEntry(filling: Filling, record: EntryRecord, at: number): number {
  const { part, piece, source } = filling;
  const { fileOffset: offset = 0, contentSize, from, to } = piece;
  const start = offset === 0 ? at + record.headerSize : at;
  const end = start + Math.min(record.size - offset, contentSize - start);
  const next = Math.min(end + padding(record.size), contentSize);
  if (next <= from) return next;
  if (start > from && at < start) addHeader(filling, record, at);
  const [first, last] = [Math.max(start, from), Math.min(end, to)];
  if (first < last) {
    const skipped = offset + first - start;
    if (record.kind === FILE_ENTRY) {
      // Without a look at its time: the content of the frame that is made from it is checked.
      readFile(fileOf(record, source), undefined, { content: part, start: first - from, end: last - from }, skipped);
    } else if (record.kind === DOCUMENT_ENTRY) {
      part.set((record.payload as Uint8Array).subarray(skipped, skipped + last - first), first - from);
    }
  }
  if (next > end && end < to) part.fill(0, Math.max(0, end - from), Math.min(next, to) - from);
  return next;
}

function addHeader({ part, piece: { from, to }, prefix }: Filling, record: EntryRecord, at: number): void {
  const isPlain = record.headerSize === BLOCK_SIZE;
  if (isPlain && at >= from && at + BLOCK_SIZE <= to) {
    encodeEntry(headerOf(prefix, record), part, at - from, isPlain);
    blankHeader(part, at - from);
    return;
  }
  const header = Buffer.alloc(record.headerSize);
  encodeEntry(headerOf(prefix, record), header, 0);
  blankHeaders(header);
  const [first, last] = [Math.max(at, from), Math.min(at + header.length, to)];
  header.copy(part, first - from, first - at, last - at);
}
