import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { BundleError } from "../errors.ts";
import { asFailure, errnoOf } from "../io/failure.ts";
import { asByteString, type ByteString, quote, toByteString, toFsPath } from "./byte-string.ts";
import {
  DIRECTORY_ENTRY,
  DOCUMENT_ENTRY,
  decodeRecords,
  type EntryRecord,
  FILE_ENTRY,
  SYMLINK_ENTRY,
  splitTime,
} from "./entry-list.ts";
import { digestOfBytes, encodeFrame, FRAME_CONTENT, type Frame, release } from "./frames.ts";
import { DIRECTORY, encodeEntry, FILE, padding, SYMLINK } from "./tar-entries.ts";

/** Makes frames: reads, tars, compresses, hashes. */
export interface PackTask {
  readonly kind: "pack";
  readonly level: number;
  /** Where the frames' bytes go, one behind the other. Shared, so that megabytes need not be sent or collected. */
  readonly slot: SharedArrayBuffer;
  readonly frames: readonly FrameToPack[];
}

export interface FrameToPack {
  readonly prefix: string;
  /** The tree's directory: on disk, and how it is called below the prefix. */
  readonly directory: { readonly name: string; readonly path: string } | undefined;
  readonly contentSize: number;
  readonly fileOffset: number | undefined;
  readonly records: Uint8Array;
}

export type PackResult = readonly Frame[];

/** Packs with one buffer that is used again and again. */
export function framePacker(): (task: PackTask) => PackResult {
  let buffer: Buffer | undefined;
  return ({ frames, level, slot }) => {
    buffer ??= Buffer.allocUnsafeSlow(FRAME_CONTENT);
    const content = buffer;
    const output = new Uint8Array(slot);
    let at = 0;
    return frames.map((frame) => {
      fill(content, frame);
      const bytes = encodeFrame(content.subarray(0, frame.contentSize), level);
      output.set(bytes, at);
      const { contentSize, fileOffset } = frame;
      const size = bytes.byteLength;
      const digest = digestOfBytes(bytes);
      at += size;
      release(bytes);
      return { size, contentSize, digest, ...(fileOffset !== undefined && { fileOffset }) };
    });
  };
}

/** Writes the frame's content: exactly `contentSize` bytes, zeros behind the last entry. */
function fill(content: Buffer, frame: FrameToPack): void {
  const prefix = toByteString(frame.prefix);
  let at = 0;
  for (const record of decodeRecords(frame.records)) {
    if (frame.fileOffset === undefined) at = encodeEntry(headerOf(prefix, record), content, at);
    const offset = frame.fileOffset ?? 0;
    const length = Math.min(record.size - offset, frame.contentSize - at);
    if (record.kind === FILE_ENTRY) readFile(frame, record, content, at, offset, length);
    else if (record.kind === DOCUMENT_ENTRY)
      content.set((record.payload as Uint8Array).subarray(offset, offset + length), at);
    const end = at + length;
    at = Math.min(end + padding(record.size), frame.contentSize);
    content.fill(0, end, at);
  }
  content.fill(0, at, frame.contentSize);
}

const TYPES = { [FILE_ENTRY]: FILE, [DOCUMENT_ENTRY]: FILE, [DIRECTORY_ENTRY]: DIRECTORY, [SYMLINK_ENTRY]: SYMLINK };
const NONE = asByteString("");

function headerOf(prefix: ByteString, { kind, path, mode, size, mtime, payload }: EntryRecord) {
  const target = kind === SYMLINK_ENTRY ? asByteString((payload as Buffer).toString("latin1")) : NONE;
  return {
    path: asByteString(prefix + path),
    type: TYPES[kind],
    mode,
    size,
    mtime,
    target,
  };
}

/** @throws BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED` */
function readFile(
  frame: FrameToPack,
  record: EntryRecord,
  to: Buffer,
  at: number,
  offset: number,
  length: number,
): void {
  const path = onDisk(frame, record.path);
  const fd = open(path);
  try {
    const found = readUpTo(fd, to, at, length, offset);
    // Asked for last: a change during the reading shows too.
    if (found !== length || !isAsPlanned(fstatSync(fd, { bigint: true }), record)) throw changed(path);
  } catch (error) {
    throw errnoOf(error) === "EISDIR" ? changed(path, error) : asFailure(error, `read ${quote(path)}`);
  } finally {
    closeSync(fd);
  }
}

function isAsPlanned({ size, mtimeNs }: BigIntStats, record: EntryRecord): boolean {
  const { mtime, nanoseconds } = splitTime(mtimeNs);
  return Number(size) === record.size && mtime === record.mtime && nanoseconds === record.nanoseconds;
}

function onDisk({ directory }: FrameToPack, path: ByteString): ByteString {
  if (directory === undefined) throw new Error("a file of a tree without a directory");
  const inside = toByteString(directory.name).length;
  return asByteString(toByteString(directory.path) + path.slice(inside));
}

function open(path: ByteString): number {
  try {
    // O_NONBLOCK: a pipe that took the file's place must not hang us.
    return openSync(toFsPath(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT" || number === "ELOOP" || number === "ENOTDIR") throw changed(path, error);
    throw asFailure(error, `read ${quote(path)}`);
  }
}

function readUpTo(fd: number, to: Buffer, at: number, length: number, offset: number): number {
  let done = 0;
  while (done < length) {
    const count = readSync(fd, to, at + done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

function changed(path: ByteString, cause?: unknown): BundleError {
  return new BundleError("FILE_CHANGED", `Cannot read ${quote(path)}: it changed while it was exported`, { cause });
}
