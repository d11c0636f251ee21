import { asByteString, type ByteString } from "../../tar/byte-string.ts";
import { type EntryPath, joinPath } from "../../tar/entry-path.ts";
import type { TarFacts } from "../../tar/headers.ts";
import { type EntrySink, readEntries } from "../../tar/read-entries.ts";
import { release } from "../frames/frame-codec.ts";
import type { ContentHash } from "./blake3.ts";
import type { ContentHashName } from "./content-hash.ts";
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
import { type UnpackedFrame, unpackPiece } from "./unpack-tree.ts";

/** Verifies and decodes frames, and lists their entries with the digests of the files. Writes nothing. */
export interface ListTask {
  readonly kind: "list";
  readonly run: number;
  readonly algorithm: ContentHashName;
  /** Frames in order. Those that continue a file follow the frame in which it begins: its digest needs all of them. */
  readonly frames: readonly LocatedFrame[];
}

export interface ListResult {
  /** One for each frame, as an unpack task without a target gives them. */
  readonly frames: readonly UnpackedFrame[];
  /** Records of `entry-records.ts` in order. The payload of a file is its digest. */
  readonly records: Uint8Array | undefined;
}

/** @throws BundleError as an unpack task */
export function frameLister(decode: FrameDecoder): (task: ListTask, hash: ContentHash) => ListResult {
  return ({ run, frames }, hash) => {
    const sink = new ListingSink(hash);
    const results = frames.map((frame) => {
      const content = decode(run, frame);
      return located(frame, () => listFrame(frame, content, sink));
    });
    return { frames: results, records: sink.take() };
  };
}

function listFrame(frame: LocatedFrame, content: Buffer, sink: ListingSink): UnpackedFrame {
  try {
    if (frame.piece !== undefined) return sink.listPiece(frame, frame.piece.fileOffset, content);
    const notes = frame.links.length > 0 ? new PathNotes(frame.links) : undefined;
    const writer = new EntryWriter(content, undefined, notes);
    sink.enter(content, writer);
    const { count, order } = readEntries(content, frame, sink);
    return { count, order, ...writer.left() };
  } finally {
    release(content);
  }
}

interface OpenFile {
  readonly path: ByteString;
  readonly facts: TarFacts;
}

const NOTHING = asByteString("");

/** Records entries, and passes each on to the writer that makes the checks of an unpack task. */
class ListingSink implements EntrySink {
  readonly #hash: ContentHash;
  readonly #list: EntryList = entryList();
  #content: Buffer = Buffer.alloc(0);
  #writer: EntryWriter | undefined;
  /** The file that the next frame continues. */
  #open: OpenFile | undefined;

  constructor(hash: ContentHash) {
    this.#hash = hash;
  }

  /** Begins a frame that has entries. */
  enter(content: Buffer, writer: EntryWriter): void {
    this.#content = content;
    this.#writer = writer;
  }

  directory(path: EntryPath, facts: TarFacts): void {
    this.#writer?.directory(path, facts);
    this.#add(DIRECTORY_ENTRY, joinPath(path), facts, NOTHING);
  }

  file(path: EntryPath, facts: TarFacts, start: number, end: number): void {
    this.#writer?.file(path, facts, start, end);
    this.#hash.start();
    this.#hash.update(this.#content.subarray(start, end));
    this.#open = { path: joinPath(path), facts };
    if (end - start === facts.size) this.#close();
  }

  symlink(path: EntryPath, target: ByteString): void {
    this.#writer?.symlink(path, target);
    this.#add(SYMLINK_ENTRY, joinPath(path), { mode: 0o777, size: 0, mtime: 0 }, target);
  }

  /** Hashes a frame that continues the last file. */
  listPiece(frame: LocatedFrame, fileOffset: number, content: Buffer): UnpackedFrame {
    const open = this.#open;
    if (open === undefined) throw new Error("a frame continues a file that no frame of its task begins");
    const { size } = open.facts;
    const result = unpackPiece(frame, { path: open.path, size, fileOffset }, content);
    this.#hash.update(content.subarray(0, Math.min(size - fileOffset, content.length)));
    if (!frame.continued) this.#close();
    return result;
  }

  take(): Uint8Array | undefined {
    return this.#list.take();
  }

  #close(): void {
    if (this.#open === undefined) return;
    this.#add(FILE_ENTRY, this.#open.path, this.#open.facts, this.#hash.digest());
    this.#open = undefined;
  }

  #add(
    kind: EntryKind,
    path: ByteString,
    facts: Pick<TarFacts, "mode" | "size" | "mtime">,
    payload: Uint8Array | ByteString,
  ) {
    const { mode, size, mtime } = facts;
    this.#list.add({ kind, path, mode, size, mtime, nanoseconds: 0, headerSize: 0, payload });
  }
}
