import { closeSync, fstatSync, openSync } from "node:fs";
import { BundleError, type ErrorCode } from "../../errors.ts";
import { OPEN_FLAGS } from "../../io/byte-source.ts";
import type { FileRange } from "../../io/bytes.ts";
import { asByteString, type ByteString, toByteString } from "../../tar/byte-string.ts";
import { type FrameOrder, OrderCheck, type TreeTop } from "../../tar/entry-order.ts";
import { checkFileEnd, readEntries } from "../../tar/read-entries.ts";
import { decodeFrame, digestOfBytes, release } from "../frames/frames.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { EntryWriter, type LeftToDo } from "./entry-writer.ts";
import { readFully, reading, writePiece, writing } from "./files.ts";
import { PathNotes } from "./package-paths.ts";

/** Verifies, decodes and unpacks frames. Symlinks and what a directory's mode could hinder are left for later tasks. */
export interface UnpackTask {
  readonly kind: "unpack";
  /** Which run of unpacking this is: another run has other files. */
  readonly run: number;
  readonly umask: number;
  readonly frames: readonly LocatedFrame[];
}

export interface FrameToUnpack {
  /** Name of the blob and place of the frame in it, for messages. */
  readonly blob: string;
  readonly index: number;
  readonly start: number;
  readonly prefix: ByteString;
  readonly top: TreeTop | undefined;
  readonly target: string | undefined;
  /** Directories that get its entries too. */
  readonly links: readonly LinkDestination[];
  /** The mode that a new directory gets by itself. */
  readonly directoryMode: number;
  readonly size: number;
  readonly contentSize: number;
  readonly digest: string;
  /** Checked where the frame is only verified. */
  readonly contentDigest: string | undefined;
  readonly isLast: boolean;
  readonly continued: boolean;
  /** The file that this frame continues. */
  readonly piece: FilePiece | undefined;
}

/** A frame whose bytes are there. */
export interface LocatedFrame extends FrameToUnpack {
  readonly at: readonly FileRange[];
}

export interface FilePiece {
  readonly path: ByteString;
  readonly size: number;
  readonly fileOffset: number;
}

export interface UnpackedFrame extends LeftToDo {
  readonly count: number;
  readonly order: FrameOrder;
}

export type UnpackResult = readonly UnpackedFrame[];

export interface FrameUnpacker {
  unpack(task: UnpackTask): UnpackResult;
  close(): void;
}

/** Directories that are remembered as made. As paths ascend, those of frames before are seldom asked for again. */
const MADE = 10_000;

/** Unpacks with one input buffer that is used again and again, and one open source. */
export function frameUnpacker(): FrameUnpacker {
  let source: { run: number; path: string; fd: number } | undefined;
  let input = Buffer.alloc(0);
  let made: { target: string; directories: Set<string> } = { target: "", directories: new Set() };
  const close = (): void => {
    if (source !== undefined) closeSync(source.fd);
    source = undefined;
  };
  const openSource = (run: number, path: string): number => {
    if (source?.run !== run) made = { target: "", directories: new Set() };
    if (source?.run !== run || source.path !== path) {
      close();
      const fd = reading(path, () => openRegular(path));
      source = { run, path, fd };
    }
    return source.fd;
  };
  const read = (run: number, { at }: LocatedFrame, bytes: Buffer): void => {
    let done = 0;
    for (const range of at) {
      const piece = bytes.subarray(done, done + range.length);
      readFully(openSource(run, range.path), piece, range.offset, range.path);
      done += range.length;
    }
  };
  return {
    close,
    unpack: (task) =>
      task.frames.map((frame) => {
        if (input.length < frame.size) input = Buffer.allocUnsafeSlow(frame.size);
        const bytes = input.subarray(0, frame.size);
        read(task.run, frame, bytes);
        if (frame.target !== undefined && (made.target !== frame.target || made.directories.size > MADE)) {
          made = { target: frame.target, directories: new Set() };
        }
        return located(frame, () => unpackFrame(frame, bytes, task.umask, made.directories));
      }),
  };
}

/** Something else may have taken the file's place since it was looked at. */
function openRegular(path: string): number {
  const fd = openSync(path, OPEN_FLAGS);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new BundleError("FILE_CHANGED", `Cannot read ${path}: it is not a regular file any more`);
}

/** Checks the digest before zstd sees a byte. @throws BundleError `FRAME_INVALID` */
export function decodeChecked(frame: Pick<FrameToUnpack, "digest" | "contentSize">, bytes: Uint8Array): Buffer {
  const digest = digestOfBytes(bytes);
  if (digest !== frame.digest) throw damaged(`its digest is ${digest}, expected ${frame.digest}`);
  return decodeFrame(bytes, frame.contentSize);
}

function unpackFrame(frame: FrameToUnpack, bytes: Buffer, umask: number, made: Set<string>): UnpackedFrame {
  const content = decodeChecked(frame, bytes);
  if (frame.target === undefined) checkContent(frame, content);
  try {
    return frame.piece === undefined
      ? unpackEntries(frame, content, umask, made)
      : unpackPiece(frame, frame.piece, content);
  } finally {
    release(content);
  }
}

/** What was unpacked is checked by the frame's own digest already. */
function checkContent({ contentDigest }: FrameToUnpack, content: Buffer): void {
  if (contentDigest === undefined) return;
  const found = digestOfBytes(content);
  if (found !== contentDigest) throw damaged(`its content digest is ${found}, expected ${contentDigest}`);
}

function unpackEntries(frame: FrameToUnpack, content: Buffer, umask: number, made: Set<string>): UnpackedFrame {
  const { target: directory, links, directoryMode } = frame;
  const target = directory === undefined ? undefined : { directory, links, directoryMode, umask, made };
  const notes = directory === undefined && links.length > 0 ? new PathNotes(links) : undefined;
  const writer = new EntryWriter(content, target, notes);
  const { count, order } = readEntries(content, frame, writer);
  return { count, order, ...writer.left() };
}

function unpackPiece(frame: FrameToUnpack, piece: FilePiece, content: Buffer): UnpackedFrame {
  const rest = piece.size - piece.fileOffset;
  if (rest <= 0 || (frame.continued ? content.length >= rest : content.length < rest)) {
    throw damaged(`it has ${content.length} bytes of a file with ${rest} left`);
  }
  const length = Math.min(rest, content.length);
  if (!frame.continued) checkFileEnd(content, length, piece.size, frame.isLast);
  if (frame.target !== undefined) {
    const file = asByteString(`${toByteString(frame.target)}/${piece.path}`);
    writing(file, (path) => writePiece(path, { content, start: 0, end: length }, piece.fileOffset));
  }
  return { count: 0, order: new OrderCheck().finish(), unfinished: undefined, symlinks: [], modes: [], paths: [] };
}

/** Failures that the bytes of a frame can be to blame for. */
const OF_FRAME: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "FRAME_INVALID",
  "ENTRY_INVALID",
  "PATH_UNSAFE",
  "NAME_INVALID",
  "LIMIT_EXCEEDED",
]);

/** Says in which blob and where in it, when `work` fails for the frame's own bytes. */
export function located<T>(
  { blob, index, start, size }: Pick<FrameToUnpack, "blob" | "index" | "start" | "size">,
  work: () => T,
): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BundleError) || !OF_FRAME.has(error.code)) throw error;
    const where = `frame ${index} of ${blob}, bytes ${start} to ${start + size}`;
    throw new BundleError(error.code, `${error.message} (${where})`, { hint: error.hint, cause: error.cause });
  }
}

function damaged(what: string): BundleError {
  return new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
}
