import { closeSync, constants, mkdirSync, openSync } from "node:fs";
import { BundleError, type ErrorCode } from "../errors.ts";
import { rangesOf, type SourceFile } from "../io/byte-source.ts";
import { asByteString, type ByteString, isAscii, toByteString, toFsPath } from "./byte-string.ts";
import { createFile, readFully, reading, writePiece, writing } from "./disk.ts";
import { checkOrder, type FrameOrder } from "./entry-order.ts";
import { decodeFrame, digestOfBytes, release } from "./frames.ts";
import { checkFileEnd, type EntrySink, readEntries } from "./read-entries.ts";

/** Verifies, decodes and unpacks frames. Symlinks and what a directory's mode could hinder are left for later tasks. */
export interface UnpackTask {
  readonly kind: "unpack";
  /** The files that hold the frames, and which run of unpacking this is: another run has other files. */
  readonly source: readonly SourceFile[];
  readonly run: number;
  readonly umask: number;
  readonly frames: readonly FrameToUnpack[];
}

export interface FrameToUnpack {
  /** Name of the blob and place of the frame in it, for messages. */
  readonly blob: string;
  readonly index: number;
  readonly start: number;
  readonly prefix: ByteString;
  readonly target: string | undefined;
  /** The mode that a new directory gets by itself. */
  readonly directoryMode: number;
  /** Place in the source. */
  readonly offset: number;
  readonly size: number;
  readonly contentSize: number;
  readonly digest: string;
  readonly isLast: boolean;
  readonly continued: boolean;
  /** The file that this frame continues. */
  readonly piece: FilePiece | undefined;
}

export interface FilePiece {
  readonly path: ByteString;
  readonly size: number;
  readonly fileOffset: number;
}

/** A file that goes on in the next frame. */
export interface UnfinishedFile {
  readonly path: ByteString;
  readonly size: number;
  readonly mode: number;
  readonly mtime: number;
  /** Bytes of it in its first frame. */
  readonly held: number;
}

export interface UnpackedFrame {
  readonly count: number;
  readonly order: FrameOrder;
  readonly unfinished: UnfinishedFile | undefined;
  readonly symlinks: readonly (readonly [path: ByteString, target: ByteString])[];
  /** Directories whose mode is not what they have by themselves. */
  readonly modes: readonly (readonly [path: ByteString, mode: number])[];
}

export type UnpackResult = readonly UnpackedFrame[];

export interface FrameUnpacker {
  unpack(task: UnpackTask): UnpackResult;
  close(): void;
}

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
      const fd = reading(path, () => openSync(path, constants.O_RDONLY));
      source = { run, path, fd };
    }
    return source.fd;
  };
  const read = ({ run, source: files }: UnpackTask, { offset, size }: FrameToUnpack, bytes: Buffer): void => {
    let done = 0;
    for (const range of rangesOf(files, offset, size)) {
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
        read(task, frame, bytes);
        if (frame.target !== undefined && made.target !== frame.target) {
          made = { target: frame.target, directories: new Set() };
        }
        return located(frame, () => unpackFrame(frame, bytes, task.umask, made.directories));
      }),
  };
}

/** Checks the digest before zstd sees a byte. @throws BundleError `FRAME_INVALID` */
export function decodeChecked(frame: Pick<FrameToUnpack, "digest" | "contentSize">, bytes: Uint8Array): Buffer {
  const digest = digestOfBytes(bytes);
  if (digest !== frame.digest) throw damaged(`its digest is ${digest}, expected ${frame.digest}`);
  return decodeFrame(bytes, frame.contentSize);
}

function unpackFrame(frame: FrameToUnpack, bytes: Buffer, umask: number, made: Set<string>): UnpackedFrame {
  const content = decodeChecked(frame, bytes);
  try {
    return frame.piece === undefined
      ? unpackEntries(frame, content, umask, made)
      : unpackPiece(frame, frame.piece, content);
  } finally {
    release(content);
  }
}

function unpackEntries(frame: FrameToUnpack, content: Buffer, umask: number, made: Set<string>): UnpackedFrame {
  const symlinks: [ByteString, ByteString][] = [];
  const modes: [ByteString, number][] = [];
  let unfinished: UnfinishedFile | undefined;
  const root = frame.target === undefined ? undefined : toByteString(frame.target);
  const makeDirectory = (directory: string): void => {
    if (made.has(directory)) return;
    writing(asByteString(directory), (path) => mkdirSync(path, { recursive: true }));
    made.add(directory);
  };
  let parent = "";
  let isPlain = true;
  /** Makes a file's parent; returns what `node:fs` has to be given for the file. Neighbours share a parent. */
  const placeOf = (path: ByteString): string | Buffer => {
    const slash = path.lastIndexOf("/");
    if (slash !== parent.length || !path.startsWith(parent)) {
      parent = path.slice(0, slash);
      isPlain = isAscii(parent);
      makeDirectory(parent);
    }
    return isPlain && isAscii(path.slice(slash)) ? path : toFsPath(path);
  };
  const sink: EntrySink = {
    directory(path, { mode }) {
      if (root === undefined) return;
      makeDirectory(`${root}/${path.slice(0, -1)}`);
      if (mode !== frame.directoryMode) modes.push([path, mode]);
    },
    file(path, header, start, end) {
      if (end - start < header.size) {
        const { size, mode, mtime } = header;
        unfinished = { path, size, mode, mtime, held: end - start };
      }
      if (root === undefined) return;
      const file = asByteString(`${root}/${path}`);
      const place = placeOf(file);
      const whole = end - start === header.size ? header : undefined;
      writing(file, (at) => createFile(at, { content, start, end }, whole, umask), place);
    },
    symlink: (path, target) => {
      symlinks.push([path, target]);
    },
  };
  const { prefix, continued, isLast } = frame;
  const { count, order } = readEntries(content, { prefix, continued, isLast }, sink);
  return { count, order, unfinished, symlinks, modes };
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
  return { count: 0, order: checkOrder().finish(), unfinished: undefined, symlinks: [], modes: [] };
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
