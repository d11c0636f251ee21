import { BundleError } from "../../errors.ts";
import { asByteString, type ByteString, quoteBytes, toByteString } from "../../tar/byte-string.ts";
import { checkPathLength, checkSegments } from "../../tar/entry-rules.ts";
import { headerSize } from "../../tar/headers.ts";
import type { ComposedTree, LazyPlan, LinkDestination, MadeEntry, PlannedFrame } from "../frames/tree.ts";
import { placeBelow } from "../work/destinations.ts";
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
} from "../work/entry-records.ts";
import { cutFrames } from "./plan-tree.ts";

const NOTHING = asByteString("");
const DIRECTORY_MODE = 0o755;
const SYMLINK_MODE = 0o777;

/**
 * Plans a composed tree, frame by frame as they are asked for. Without frames if nothing is in it but directories that its sources
 * bring.
 * @throws BundleError `PATH_UNSAFE`, `LIMIT_EXCEEDED`, `FILE_UNSUPPORTED` for a whiteout
 */
export function composeTree(composed: ComposedTree): LazyPlan {
  const tree = { prefix: "", directory: { name: "", path: `${composed.directory}/` }, documents: [] };
  return { tree, frames: framesOf(composed) };
}

function* framesOf(composed: ComposedTree): Generator<PlannedFrame, void, undefined> {
  const lists = listsOf(composed);
  const first = lists.next();
  if (first.done !== true) yield* cutFrames(chain(first.value, lists));
}

function* chain(first: Uint8Array, rest: Iterable<Uint8Array>): Generator<Uint8Array, void, undefined> {
  yield first;
  yield* rest;
}

/** The records of all entries, as they are composed. None if there are only directories that the sources bring. */
function* listsOf({ entries, sources }: ComposedTree): Generator<Uint8Array, void, undefined> {
  const composing = new Composing();
  for (const entry of entries) composing.make(entry);
  yield* composing.take();
  for (const { plan, below, links } of sources) {
    const places = links.map((link) => ({ link, content: toByteString(`${link.content}/`) }));
    const top = toByteString(below);
    for (const { records, fileOffset } of plan.frames) {
      // The record of a file that frames of its own continue is in the first of them too.
      if (fileOffset !== undefined) continue;
      for (const list of records) {
        composing.place(list, places, top);
        yield* composing.take();
      }
    }
  }
}

/** A package that gets the entries of a source. */
interface Place {
  readonly link: LinkDestination;
  /** Ends with "/". */
  readonly content: ByteString;
}

/** The directories that a tree's entries go to. A class, because V8 compiles its methods once; closures would be compiled anew. */
class Composing {
  #isEmpty = true;
  readonly #list: EntryList = entryList();
  /** Directories that have an entry. */
  readonly #entered = new Set<ByteString>();

  make(entry: MadeEntry): void {
    const path = toByteString(entry.path);
    checkSegments(path);
    this.#isEmpty = false;
    if (entry.kind === "directory") {
      this.#enter(asByteString(`${path}/`), entry.mode);
      return;
    }
    this.#enter(directoryOf(path));
    if (entry.kind === "symlink")
      this.#add({ kind: SYMLINK_ENTRY, path, mode: SYMLINK_MODE, payload: toByteString(entry.target) });
    else {
      const { mode, bytes } = entry;
      this.#add({ kind: DOCUMENT_ENTRY, path, mode, size: bytes.byteLength, payload: bytes });
    }
  }

  /** Adds the entries of a list to each of the places. */
  place(records: Uint8Array, places: readonly Place[], top: ByteString): void {
    const reader = new RecordReader(records);
    for (let record = reader.next(); record !== undefined; record = reader.next())
      this.#placeEntry(record, places, top);
  }

  /** The records since the last call; none as long as there are only directories. */
  take(): readonly Uint8Array[] {
    const records = this.#isEmpty ? undefined : this.#list.take();
    return records === undefined ? [] : [records];
  }

  #placeEntry(record: EntryRecord, places: readonly Place[], top: ByteString): void {
    const isDirectory = record.kind === DIRECTORY_ENTRY;
    const directory = isDirectory ? record.path : directoryOf(record.path);
    let first: ByteString | undefined;
    for (const { link, content } of places) {
      const below = placeBelow(link, directory);
      if (below === undefined) continue;
      const place = asByteString(content + below);
      this.#enter(place);
      if (isDirectory) continue;
      this.#isEmpty = false;
      const path = asByteString(place + record.path.slice(directory.length));
      if (record.kind === SYMLINK_ENTRY) {
        this.#add({ ...record, path });
      } else if (first !== undefined) {
        this.#add({ ...record, kind: HARD_LINK_ENTRY, path, size: 0, payload: first });
      } else if (record.kind === FILE_ENTRY) {
        first = path;
        this.#add({ ...record, path, payload: asByteString(top + record.path) });
      } else throw new Error(`cannot place entry ${record.path}`);
    }
  }

  /** Lists a directory, "" or ending with "/", after those above it. */
  #enter(directory: ByteString, mode = DIRECTORY_MODE): void {
    if (directory === "" || this.#entered.has(directory)) return;
    this.#enter(directoryOf(asByteString(directory.slice(0, -1))));
    this.#entered.add(directory);
    this.#add({ kind: DIRECTORY_ENTRY, path: directory, mode, payload: NOTHING });
  }

  #add(entry: Pick<EntryRecord, "kind" | "path" | "mode" | "payload"> & Partial<EntryRecord>): void {
    const { kind, path, payload } = entry;
    checkPathLength(path);
    refuseWhiteout(path);
    const isLink = kind === SYMLINK_ENTRY || kind === HARD_LINK_ENTRY;
    const target = isLink ? textOf(payload) : NOTHING;
    const rest = { size: 0, mtime: 0, nanoseconds: 0 };
    this.#list.add({ ...rest, ...entry, headerSize: headerSize(path, target) });
  }
}

/** Start of names that delete a file of the layers below. Source: OCI image specification 1.1, "Whiteouts". */
const WHITEOUT = ".wh.";

function refuseWhiteout(path: ByteString): void {
  if (!path.startsWith(WHITEOUT, path.lastIndexOf("/", path.length - 2) + 1)) return;
  const found = `names that begin with ${WHITEOUT} delete files there`;
  throw new BundleError("FILE_UNSUPPORTED", `Cannot put ${quoteBytes(path)} into an image: ${found}`, {
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
