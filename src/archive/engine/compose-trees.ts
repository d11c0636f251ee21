import { BundleError } from "../../errors.ts";
import { asByteString, type ByteString, isAscii, quoteBytes, toByteString } from "../../tar/byte-string.ts";
import { checkPathLength, checkSegments } from "../../tar/entry-path.ts";
import { headerSize } from "../../tar/headers.ts";
import type { ComposedTree, MadeEntry } from "../frames/composed.ts";
import type { LinkDestination, PlannedFrame } from "../frames/tree.ts";
import { placeBelow } from "../worker/destinations.ts";
import {
  DIRECTORY_ENTRY,
  DOCUMENT_ENTRY,
  type EntryList,
  type EntryRecord,
  entryList,
  FILE_ENTRY,
  HARD_LINK_ENTRY,
  RecordReader,
  SYMLINK_ENTRY,
} from "../worker/entry-records.ts";
import { FrameCutter } from "./cut-frames.ts";
import { FileBytes } from "./file-bytes.ts";
import type { ReadFrame } from "./read-blobs.ts";

const NOTHING = asByteString("");
const DIRECTORY_MODE = 0o755;
const SYMLINK_MODE = 0o777;
const WITHOUT_CONTENT = { size: 0, mtime: 0, nanoseconds: 0, payload: NOTHING };

/** A frame of a composed tree, with the bytes of its files. */
export interface ComposedFrame {
  /** Index of its tree. */
  readonly tree: number;
  readonly frame: PlannedFrame;
  /** Fills this frame when it is yielded. */
  readonly bytes: FileBytes;
}

/**
 * Composes trees one after the other, and cuts them into frames as soon as their bytes are there. A tree yields nothing if nothing
 * is in it but directories that its sources bring.
 * @param reading the frames of all sources, in order
 * @throws BundleError `PATH_UNSAFE`, `LIMIT_EXCEEDED`, `FILE_UNSUPPORTED` for a whiteout, and what reading throws
 */
export async function* composeTrees(
  trees: readonly ComposedTree[],
  reading: AsyncGenerator<ReadFrame, void, undefined>,
): AsyncGenerator<ComposedFrame, void, undefined> {
  try {
    for (const [tree, { entries, sources }] of trees.entries()) {
      const composing = new Composing();
      for (const entry of entries) composing.make(entry);
      for (const { frames, links = [] } of sources) {
        const destinations = links.map((link) => ({ link, content: toByteString(`${link.content}/`) }));
        for (let left = frames.length; left > 0; left--) {
          const { value } = await reading.next();
          if (value === undefined) throw new Error("a frame was not read");
          composing.place(value, destinations);
          for (const frame of composing.take()) yield { tree, frame, bytes: composing.bytes };
          composing.bytes.keep();
        }
      }
      for (const frame of composing.finish()) yield { tree, frame, bytes: composing.bytes };
    }
  } finally {
    await reading.return(undefined);
  }
}

/** A package that gets the entries of a source. */
interface Destination {
  readonly link: LinkDestination;
  /** Ends with "/". */
  readonly content: ByteString;
}

/** A directory of a tree in a package. */
interface Place {
  /** "" or ending with "/". */
  readonly directory: ByteString;
  readonly isPlain: boolean;
}

/** The entries of a tree, and the frames that they make. A class, because V8 compiles its methods once; closures would be compiled anew. */
class Composing {
  readonly bytes = new FileBytes();
  #isEmpty = true;
  readonly #list: EntryList = entryList();
  readonly #cutter = new FrameCutter();
  #frames: PlannedFrame[] = [];
  /** Directories that have an entry. */
  readonly #entered = new Set<ByteString>();
  /** The last directory, and its places. Most entries lie in the directory of the one before. */
  #directory: ByteString | undefined;
  #places: readonly Place[] = [];
  #destinations: readonly Destination[] = [];
  /** True if a package has the last file, which the next frame may continue. */
  #isPlaced = false;

  make(entry: MadeEntry): void {
    const path = toByteString(entry.path);
    checkSegments(path);
    this.#isEmpty = false;
    if (entry.kind === "directory") {
      this.#enter(asByteString(`${path}/`), entry.mode);
      return;
    }
    this.#enter(directoryOf(path));
    if (entry.kind === "symlink") {
      const target = toByteString(entry.target);
      this.#add({ ...WITHOUT_CONTENT, kind: SYMLINK_ENTRY, path, mode: SYMLINK_MODE, payload: target }, target);
    } else {
      const { mode, bytes: payload } = entry;
      this.#add({ ...WITHOUT_CONTENT, kind: DOCUMENT_ENTRY, path, mode, size: payload.byteLength, payload }, NOTHING);
    }
  }

  /** Adds the entries of a frame to each of its destinations. */
  place({ records, starts, continued, content }: ReadFrame, destinations: readonly Destination[]): void {
    this.bytes.open(content);
    if (destinations !== this.#destinations) this.#directory = undefined;
    this.#destinations = destinations;
    if (this.#isPlaced) this.bytes.add(0, continued);
    const reader = new RecordReader(records);
    let file = 0;
    for (let record = reader.next(); record !== undefined; record = reader.next()) {
      const isPlaced = this.#placeEntry(record);
      if (record.kind !== FILE_ENTRY) continue;
      const start = starts[file++] ?? 0;
      if (isPlaced) this.bytes.add(start, Math.min(start + record.size, content.length));
      this.#isPlaced = isPlaced;
    }
  }

  /** The next frames whose bytes are there. */
  take(): readonly PlannedFrame[] {
    this.#cut();
    for (const frame of this.#cutter.take()) this.#frames.push(frame);
    let count = 0;
    let left = this.bytes.available;
    for (const frame of this.#frames) {
      left -= frame.fileBytes;
      if (left < 0) break;
      count += 1;
    }
    return this.#frames.splice(0, count);
  }

  /** All other frames; none as long as there are only directories. */
  finish(): readonly PlannedFrame[] {
    this.#cut();
    if (this.#isEmpty) return [];
    return [...this.#frames, ...this.#cutter.finish()];
  }

  #cut(): void {
    const records = this.#isEmpty ? undefined : this.#list.take();
    if (records !== undefined) this.#cutter.add(records);
  }

  /** Returns whether a place has the entry, if it is a file. */
  #placeEntry({ kind, path, mode, size, mtime, payload }: EntryRecord): boolean {
    if (kind === DIRECTORY_ENTRY) {
      this.#goTo(path);
      return false;
    }
    const start = path.lastIndexOf("/") + 1;
    if (start !== this.#directory?.length || !path.startsWith(this.#directory))
      this.#goTo(asByteString(path.slice(0, start)));
    const name = path.slice(start);
    const isPlainName = isAscii(asByteString(name));
    let first: ByteString | undefined;
    for (const { directory, isPlain } of this.#places) {
      this.#isEmpty = false;
      const full = asByteString(directory + name);
      if (name.startsWith(WHITEOUT)) throw whiteout(full);
      const record = { kind, path: full, mode, size, mtime, nanoseconds: 0, payload };
      if (kind === SYMLINK_ENTRY) this.#add(record, textOf(payload));
      else if (first === undefined) this.#add(record, NOTHING, isPlain && isPlainName);
      else this.#add({ ...record, kind: HARD_LINK_ENTRY, size: 0, payload: first }, first);
      if (kind === FILE_ENTRY) first ??= full;
    }
    return first !== undefined;
  }

  /** Makes a directory of the tree the last one, and lists its places. */
  #goTo(directory: ByteString): void {
    this.#directory = directory;
    const places: Place[] = [];
    for (const { link, content } of this.#destinations) {
      const below = placeBelow(link, directory);
      if (below === undefined) continue;
      const place = asByteString(content + below);
      this.#enter(place);
      places.push({ directory: place, isPlain: isAscii(place) });
    }
    this.#places = places;
  }

  /** Lists a directory, "" or ending with "/", after those above it. */
  #enter(path: ByteString, mode = DIRECTORY_MODE): void {
    if (path === "" || this.#entered.has(path)) return;
    const above = directoryOf(asByteString(path.slice(0, -1)));
    this.#enter(above);
    this.#entered.add(path);
    if (path.startsWith(WHITEOUT, above.length)) throw whiteout(path);
    this.#add({ ...WITHOUT_CONTENT, kind: DIRECTORY_ENTRY, path, mode }, NOTHING);
  }

  #add(record: Omit<EntryRecord, "headerSize">, target: ByteString, isPlain?: boolean): void {
    checkPathLength(record.path);
    this.#list.add({ ...record, headerSize: headerSize(record.path, target, isPlain) });
  }
}

/** Start of names that delete a file of the layers below. Source: OCI image specification 1.1, "Whiteouts". */
const WHITEOUT = ".wh.";

function whiteout(path: ByteString): BundleError {
  const found = `names that begin with ${WHITEOUT} delete files there`;
  return new BundleError("FILE_UNSUPPORTED", `Cannot put ${quoteBytes(path)} into an image: ${found}`, {
    hint: "Leave out the package, or ask its publisher to rename the file. An import has no such limit.",
  });
}

function textOf(payload: EntryRecord["payload"]): ByteString {
  return typeof payload === "string" ? payload : asByteString(Buffer.from(payload).toString("latin1"));
}

/** The directory that a path lies in: "" or ending with "/". */
function directoryOf(path: ByteString): ByteString {
  return asByteString(path.slice(0, path.lastIndexOf("/") + 1));
}
