import { BundleError } from "../../errors.ts";
import type { ErrorCode } from "../../failures.ts";
import type { FileRange } from "../../io/bytes.ts";
import { asByteString, type ByteString, toByteString } from "../../tar/byte-string.ts";
import { type FrameOrder, OrderCheck, type TreeTop } from "../../tar/entry-order.ts";
import { checkFileEnd, readEntries } from "../../tar/read-entries.ts";
import { release } from "../frames/frames.ts";
import type { Dictionary } from "../frames/text.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { EntryWriter, type LeftToDo } from "./entry-writer.ts";
import { writePiece, writing } from "./files.ts";
import { PathNotes } from "./package-paths.ts";

/** Verifies, decodes and unpacks frames. Later tasks make symlinks, and set directory modes that could prevent writing. */
export interface UnpackTask {
  readonly kind: "unpack";
  /** Number of the unpack run: a file that is open from another run is not reused. */
  readonly run: number;
  readonly umask: number;
  readonly frames: readonly LocatedFrame[];
}

export interface FrameToUnpack {
  /** Name of the blob, for messages, as is the frame's `index` in it. */
  readonly blob: string;
  readonly index: number;
  readonly start: number;
  readonly prefix: ByteString;
  readonly top: TreeTop | undefined;
  readonly target: string | undefined;
  /** Directories into which its entries are linked too. */
  readonly links: readonly LinkDestination[];
  /** Default mode of a new directory. */
  readonly directoryMode: number;
  readonly size: number;
  readonly contentSize: number;
  readonly digest: string;
  /** Digest of the content; undefined if it is not checked. */
  readonly contentDigest: string | undefined;
  readonly isLast: boolean;
  readonly continued: boolean;
  /** The file that this frame continues. */
  readonly piece: FilePiece | undefined;
}

/** A frame whose bytes have arrived. */
export interface LocatedFrame extends FrameToUnpack {
  readonly at: readonly FileRange[];
  /** The dictionary of the frame. */
  readonly dictionary?: Dictionary | undefined;
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

/** Most directories remembered as made. Paths ascend, so those of earlier frames are rarely needed again. */
const MADE = 10_000;

/** Unpacks frames, and remembers the directories that it made. */
export function frameUnpacker(
  decode: (run: number, frame: LocatedFrame) => Buffer,
): (task: UnpackTask) => UnpackResult {
  let made = { run: 0, target: "", directories: new Set<string>() };
  return ({ run, umask, frames }) =>
    frames.map((frame) => {
      const content = decode(run, frame);
      const { target } = frame;
      const isKnown = made.run === run && made.target === target && made.directories.size <= MADE;
      if (target !== undefined && !isKnown) made = { run, target, directories: new Set() };
      return located(frame, () => unpackFrame(frame, content, umask, made.directories));
    });
}

function unpackFrame(frame: FrameToUnpack, content: Buffer, umask: number, made: Set<string>): UnpackedFrame {
  try {
    return frame.piece === undefined
      ? unpackEntries(frame, content, umask, made)
      : unpackPiece(frame, frame.piece, content);
  } finally {
    release(content);
  }
}

function unpackEntries(frame: FrameToUnpack, content: Buffer, umask: number, made: Set<string>): UnpackedFrame {
  const { target: directory, links, directoryMode } = frame;
  const target = directory === undefined ? undefined : { directory, links, directoryMode, umask, made };
  const notes = directory === undefined && links.length > 0 ? new PathNotes(links) : undefined;
  const writer = new EntryWriter(content, target, notes);
  const { count, order } = readEntries(content, frame, writer);
  return { count, order, ...writer.left() };
}

/** Checks, and writes if there is a target, a frame that continues a file. @throws BundleError `FRAME_INVALID`, `ENTRY_INVALID` */
export function unpackPiece(frame: FrameToUnpack, piece: FilePiece, content: Buffer): UnpackedFrame {
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

/** Error codes that invalid bytes of a frame can cause. */
const OF_FRAME: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "FRAME_INVALID",
  "ENTRY_INVALID",
  "PATH_UNSAFE",
  "NAME_INVALID",
  "LIMIT_EXCEEDED",
]);

/** Adds the blob and the frame's position to the message when `work` fails because of the frame's bytes. */
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
