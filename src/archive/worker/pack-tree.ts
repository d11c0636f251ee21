import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import { asByteString, type ByteString, isAscii, quoteBytes, toByteString, toFsPath } from "../../tar/byte-string.ts";
import { BLOCK_SIZE, DIRECTORY, encodeEntry, FILE, HARD_LINK, padding, SYMLINK } from "../../tar/headers.ts";
import { digestOfBytes, encodeFrame, FRAME_CONTENT, frameRoom, release } from "../frames/frame-codec.ts";
import type { Frame } from "../frames/frame-table.ts";
import type { Compression } from "../frames/stream-compression.ts";
import { encodeMember } from "../frames/stream-compression.ts";
import {
  DIRECTORY_ENTRY,
  DOCUMENT_ENTRY,
  type EntryRecord,
  FILE_ENTRY,
  HARD_LINK_ENTRY,
  RecordReader,
  SYMLINK_ENTRY,
  splitTime,
} from "./entry-records.ts";
import type { Span } from "./files.ts";

/** Makes frames: reads files, writes tar entries, compresses, hashes. */
export interface PackTask {
  readonly kind: "pack";
  /** Without it the frames are only read and hashed: they have a content digest, and no bytes. */
  readonly level: number | undefined;
  /** Output for the frames' bytes, one behind the other. Shared memory, which is neither copied nor garbage collected. */
  readonly slot: SharedArrayBuffer;
  readonly frames: readonly FrameToPack[];
}

export interface FrameToPack {
  readonly prefix: string;
  /** The tree's directory: its path on disk, and its name below the prefix. */
  readonly directory: { readonly name: string; readonly path: string } | undefined;
  readonly contentSize: number;
  readonly fileOffset: number | undefined;
  readonly records: Uint8Array;
}

export type PackResult = readonly Frame[];

/** Makes a frame of a composed tree. */
export interface StreamTask {
  readonly kind: "stream";
  readonly compression: Compression;
  /**
   * The records at the start, which are shorter than the content; the content from {@link CONTENT_AT} on, with the bytes of the
   * files in their places. Output for the compressed bytes, from the start.
   */
  readonly slot: SharedArrayBuffer;
  readonly recordsSize: number;
  readonly contentSize: number;
  readonly fileOffset: number | undefined;
}

/** Offset of the content in the slot of a stream task: room for the bytes of any frame lies before it. */
export const CONTENT_AT = frameRoom(FRAME_CONTENT);

/** Number of compressed bytes. Without compression, the content is the output. */
export type StreamResult = number;

interface FramePacker {
  pack(task: PackTask): PackResult;
  stream(task: StreamTask): StreamResult;
}

/** Packs frames with one reused buffer. */
export function framePacker(): FramePacker {
  let buffer: Buffer | undefined;
  const fill = (frame: FrameToPack): Buffer => {
    buffer ??= Buffer.allocUnsafeSlow(FRAME_CONTENT);
    fillFrame(buffer, frame, sourceOf(frame));
    return buffer.subarray(0, frame.contentSize);
  };
  return {
    pack({ frames, level, slot }) {
      const output = new Uint8Array(slot);
      let at = 0;
      return frames.map((frame) => {
        const filled = fill(frame);
        const bytes = level === undefined ? Buffer.of() : encodeFrame(filled, level);
        output.set(bytes, at);
        const { contentSize, fileOffset } = frame;
        const size = bytes.byteLength;
        const digest = digestOfBytes(bytes);
        const contentDigest = digestOfBytes(filled);
        at += size;
        release(bytes);
        return { size, contentSize, digest, contentDigest, ...(fileOffset !== undefined && { fileOffset }) };
      });
    },
    stream({ compression, slot, recordsSize, contentSize, fileOffset }) {
      const content = Buffer.from(slot, CONTENT_AT, contentSize);
      const records = new Uint8Array(slot, 0, recordsSize);
      fillFrame(content, { prefix: "", directory: undefined, contentSize, fileOffset, records }, undefined);
      if (compression.kind === "none") return contentSize;
      const bytes = compression.kind === "gzip" ? encodeMember(content) : encodeFrame(content, compression.level);
      new Uint8Array(slot).set(bytes);
      const { byteLength } = bytes;
      release(bytes);
      return byteLength;
    },
  };
}

/** Writes the frame's content: exactly `contentSize` bytes, zeros behind the last entry. Without a source, files are there. */
function fillFrame(content: Buffer, frame: FrameToPack, source: Source | undefined): void {
  const prefix = toByteString(frame.prefix);
  const records = new RecordReader(frame.records);
  let at = 0;
  for (let record = records.next(); record !== undefined; record = records.next()) {
    at = addEntry(content, at, record, { frame, prefix, source });
  }
  content.fill(0, at, frame.contentSize);
}

interface Filling {
  readonly frame: FrameToPack;
  readonly prefix: ByteString;
  readonly source: Source | undefined;
}

/** Writes the frame's part of one entry; returns the offset of the next entry. */
function addEntry(content: Buffer, start: number, record: EntryRecord, { frame, prefix, source }: Filling): number {
  const { fileOffset: offset = 0, contentSize } = frame;
  const isPlain = record.headerSize === BLOCK_SIZE;
  const at = offset === 0 ? encodeEntry(headerOf(prefix, record), content, start, isPlain) : start;
  const length = Math.min(record.size - offset, contentSize - at);
  if (record.kind === FILE_ENTRY && source !== undefined) {
    readFile(fileOf(record, source), record, { content, start: at, end: at + length }, offset);
  } else if (record.kind === DOCUMENT_ENTRY) {
    content.set((record.payload as Uint8Array).subarray(offset, offset + length), at);
  }
  const end = at + length;
  const next = Math.min(end + padding(record.size), contentSize);
  content.fill(0, end, next);
  return next;
}

/** Directory on disk from which files are read. It replaces the directory's name in their paths. */
export interface Source {
  readonly directory: ByteString;
  /** Length in bytes of the directory's name. */
  readonly inside: number;
  readonly isPlain: boolean;
}

export function sourceOf({ directory = { name: "", path: "" } }: Pick<FrameToPack, "directory">): Source {
  const path = toByteString(directory.path);
  return { directory: path, inside: toByteString(directory.name).length, isPlain: isAscii(path) };
}

/** The file on disk of an entry. */
export function fileOf({ path: name, headerSize }: EntryRecord, source: Source): FileToRead {
  const path = asByteString(source.directory + name.slice(source.inside));
  return { path, at: headerSize === BLOCK_SIZE && source.isPlain ? path : toFsPath(path) };
}

const TYPES = {
  [FILE_ENTRY]: FILE,
  [DOCUMENT_ENTRY]: FILE,
  [DIRECTORY_ENTRY]: DIRECTORY,
  [SYMLINK_ENTRY]: SYMLINK,
  [HARD_LINK_ENTRY]: HARD_LINK,
};
const NONE = asByteString("");

/** The header of a record's entry. */
export function headerOf(prefix: ByteString, { kind, path, mode, size, mtime, payload }: EntryRecord) {
  const isLink = kind === SYMLINK_ENTRY || kind === HARD_LINK_ENTRY;
  const target = isLink ? asByteString((payload as Buffer).toString("latin1")) : NONE;
  return {
    path: asByteString(prefix + path),
    type: TYPES[kind],
    mode,
    size,
    mtime,
    target,
  };
}

export interface FileToRead {
  readonly path: ByteString;
  /** The path for `node:fs`. */
  readonly at: string | Buffer;
}

/**
 * Reads a run of a walked file's bytes into a span.
 * @param record what the walk found; without it only the number of bytes is checked, for bytes that are checked elsewhere
 * @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export function readFile(file: FileToRead, record: EntryRecord | undefined, to: Span, offset: number): void {
  const { path } = file;
  const fd = open(file);
  try {
    if (readUpTo(fd, to, offset) !== to.end - to.start) throw changed(path);
    // After reading, so that a change during the reading is detected too.
    if (record !== undefined && !isAsPlanned(fstatSync(fd, { bigint: true }), record)) throw changed(path);
  } catch (error) {
    throw errnoOf(error) === "EISDIR" ? changed(path, error) : fromSystemError(error, `read ${quoteBytes(path)}`);
  } finally {
    closeSync(fd);
  }
}

function isAsPlanned({ size, mtimeNs }: BigIntStats, record: EntryRecord): boolean {
  const { mtime, nanoseconds } = splitTime(mtimeNs);
  return Number(size) === record.size && mtime === record.mtime && nanoseconds === record.nanoseconds;
}

function open({ path, at }: FileToRead): number {
  try {
    // O_NONBLOCK: a pipe that took the file's place must not hang us.
    return openSync(at, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT" || number === "ELOOP" || number === "ENOTDIR") throw changed(path, error);
    throw fromSystemError(error, `read ${quoteBytes(path)}`);
  }
}

function readUpTo(fd: number, { content, start, end }: Span, offset: number): number {
  let at = start;
  while (at < end) {
    const count = readSync(fd, content, at, end - at, offset + at - start);
    if (count === 0) break;
    at += count;
  }
  return at - start;
}

function changed(path: ByteString, cause?: unknown): BundleError {
  return new BundleError("FILE_CHANGED", `Cannot read ${quoteBytes(path)}: it changed while it was read`, { cause });
}
