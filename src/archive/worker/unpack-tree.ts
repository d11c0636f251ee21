import { BundleError } from "../../errors.ts";
import { asByteString, toByteString } from "../../tar/byte-string.ts";
import { type FrameOrder, OrderCheck } from "../../tar/entry-order.ts";
import { checkFileEnd, readEntries } from "../../tar/read-entries.ts";
import { release } from "../frames/frame-codec.ts";
import { EntryWriter, type LeftToDo } from "./entry-writer.ts";
import { writePiece, writing } from "./files.ts";
import { type FilePiece, type FrameToUnpack, type LocatedFrame, located } from "./located-frame.ts";
import { PathNotes } from "./package-paths.ts";

/** Verifies, decodes and unpacks frames. Later tasks make symlinks, and set directory modes that could prevent writing. */
export interface UnpackTask {
  readonly kind: "unpack";
  /** Number of the unpack run: a file that is open from another run is not reused. */
  readonly run: number;
  readonly umask: number;
  readonly frames: readonly LocatedFrame[];
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

function damaged(what: string): BundleError {
  return new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
}
