import { asByteString, type ByteString } from "../../tar/byte-string.ts";
import { type EntryPath, joinPath } from "../../tar/entry-path.ts";
import type { TarFacts } from "../../tar/headers.ts";
import { type EntrySink, readEntries } from "../../tar/read-entries.ts";
import { FRAME_CONTENT, release } from "../frames/frame-codec.ts";
import {
  DIRECTORY_ENTRY,
  type EntryKind,
  type EntryList,
  entryList,
  FILE_ENTRY,
  SYMLINK_ENTRY,
} from "./entry-records.ts";
import { EntryWriter } from "./entry-writer.ts";
import type { FrameDecoder } from "./frame-decoder.ts";
import { type LocatedFrame, located } from "./located-frame.ts";
import { PathNotes } from "./package-paths.ts";
import type { UnpackedFrame } from "./unpack-tree.ts";

/** Verifies and decodes a frame, and lists its entries. */
export interface ReadTask {
  readonly kind: "read";
  readonly run: number;
  readonly frame: LocatedFrame;
  /** Output: the content, and from {@link RECORDS_AT} on the records of its entries, which are shorter. */
  readonly slot: SharedArrayBuffer;
}

/** Offset of the records in the slot of a read task. */
export const RECORDS_AT = FRAME_CONTENT;

export interface ReadResult {
  /** The result of an unpack task without a target; undefined for a frame that continues a file, which the caller checks. */
  readonly unpacked: UnpackedFrame | undefined;
  /** Bytes of the records of `entry-records.ts`. */
  readonly recordsSize: number;
  /** Offset in the content of the bytes of each file, in the order of the records. */
  readonly starts: readonly number[];
}

/** @throws BundleError as an unpack task */
export function frameReading(decode: FrameDecoder): (task: ReadTask) => ReadResult {
  // Used again: for each frame, a list would leave several MiB of garbage, which V8 collects late.
  const list = entryList();
  return ({ run, frame, slot }) => {
    const content = decode(run, frame);
    const output = new Uint8Array(slot);
    try {
      output.set(content);
      return located(frame, () =>
        frame.piece === undefined ? readFrame(frame, content, { list, output }) : CONTINUED,
      );
    } finally {
      list.clear();
      release(content);
    }
  };
}

interface Reading {
  readonly list: EntryList;
  readonly output: Uint8Array;
}

function readFrame(frame: LocatedFrame, content: Buffer, { list, output }: Reading): ReadResult {
  const notes = frame.links.length > 0 ? new PathNotes(frame.links) : undefined;
  const writer = new EntryWriter(content, undefined, notes);
  const sink = new RecordingSink(writer, list);
  const { count, order } = readEntries(content, frame, sink);
  const recordsSize = list.moveTo(output, RECORDS_AT);
  return { unpacked: { count, order, ...writer.left() }, recordsSize, starts: sink.starts };
}

const CONTINUED: ReadResult = { unpacked: undefined, recordsSize: 0, starts: [] };
const NOTHING = asByteString("");

/** Records entries, and passes each on to the writer that makes the checks of an unpack task. */
class RecordingSink implements EntrySink {
  readonly #writer: EntryWriter;
  readonly #list: EntryList;
  readonly starts: number[] = [];

  constructor(writer: EntryWriter, list: EntryList) {
    this.#writer = writer;
    this.#list = list;
  }

  directory(path: EntryPath, facts: TarFacts): void {
    this.#writer.directory(path, facts);
    this.#add(DIRECTORY_ENTRY, path, facts, NOTHING);
  }

  file(path: EntryPath, facts: TarFacts, start: number, end: number): void {
    this.#writer.file(path, facts, start, end);
    this.starts.push(start);
    this.#add(FILE_ENTRY, path, facts, NOTHING);
  }

  symlink(path: EntryPath, target: ByteString): void {
    this.#writer.symlink(path, target);
    this.#add(SYMLINK_ENTRY, path, { mode: 0o777, size: 0, mtime: 0 }, target);
  }

  #add(
    kind: EntryKind,
    path: EntryPath,
    { mode, size, mtime }: Pick<TarFacts, "mode" | "size" | "mtime">,
    payload: ByteString,
  ): void {
    this.#list.add({ kind, path: joinPath(path), mode, size, mtime, nanoseconds: 0, headerSize: 0, payload });
  }
}
