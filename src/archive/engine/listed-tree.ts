import { BundleError } from "../../errors.ts";
import { MAX_LISTED } from "../../limits.ts";
import { asByteString, type ByteString, toText } from "../../tar/byte-string.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { placeBelow } from "../worker/destinations.ts";
import { DIRECTORY_ENTRY, type EntryRecord, FILE_ENTRY, RecordReader } from "../worker/entry-records.ts";

/** The entries of a tree, in the order of its tar. Compact; {@link mergeListed} reads it. */
export interface ListedTree {
  /** Records of `entry-records.ts`. The payload of a file is its digest. */
  readonly records: readonly Uint8Array[];
}

/** A listed tree, and its place in a package. */
export interface PlacedTree extends Pick<LinkDestination, "strip" | "prefix"> {
  readonly tree: ListedTree;
}

/** An entry of a package's content. The path is text below it; that of the content itself is "". */
export type PlacedEntry = { readonly path: string } & (
  | { readonly type: "directory" }
  /** `mode`: 12 bits; `size`: bytes; `digest`: 64 hex digits. */
  | { readonly type: "file"; readonly mode: number; readonly size: number; readonly digest: string }
  | { readonly type: "symlink"; readonly target: string }
);

/** The entries of a package's content, by the bytes of their paths. Each is made when it is read: objects for all take too much memory. */
export interface MergedTree extends Iterable<PlacedEntry> {
  /** Number of entries. */
  readonly length: number;
}

/** The place of a record in a listed tree. */
interface RecordPlace {
  readonly list: Uint8Array;
  readonly at: number;
}

/**
 * Merges trees as OCX does when it assembles a package: drops top levels, puts the rest below a prefix. That no two trees have the
 * same file is checked elsewhere.
 * @param most entries to take, so that all packages of a list fit in memory
 * @throws BundleError `LIMIT_EXCEEDED`
 */
export function mergeListed(trees: readonly PlacedTree[], most: number): MergedTree {
  const entries = new Map<ByteString, RecordPlace | undefined>([[TOP, undefined]]);
  for (const { tree, ...destination } of trees) {
    for (const { kind, path, place } of placesOf(tree)) {
      const isDirectory = kind === DIRECTORY_ENTRY;
      const name = isDirectory ? path.length : path.lastIndexOf("/") + 1;
      const below = placeBelow(destination, asByteString(path.slice(0, name)));
      if (below === undefined) continue;
      addDirectories(entries, below);
      if (!isDirectory) entries.set(asByteString(below + path.slice(name)), place);
      if (entries.size > most) throw tooMany();
    }
  }
  const paths = [...entries.keys()].toSorted();
  return {
    length: paths.length,
    *[Symbol.iterator]() {
      for (const path of paths) yield placedEntry(path, entries.get(path));
    },
  };
}

const TOP = asByteString("");

function tooMany(): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot list files: there are more than ${MAX_LISTED}`, {
    hint: "List one package at a time, with `--package`.",
  });
}

/** Adds a directory, "" or ending with "/", and all above it. */
function addDirectories(entries: Map<ByteString, RecordPlace | undefined>, directory: ByteString): void {
  for (let end = directory.length - 1; end > 0; end = directory.lastIndexOf("/", end - 1)) {
    const path = asByteString(directory.slice(0, end));
    if (entries.has(path)) return;
    entries.set(path, undefined);
  }
}

function placedEntry(path: ByteString, place: RecordPlace | undefined): PlacedEntry {
  const text = toText(path);
  const record = place && new RecordReader(place.list, place.at).next();
  if (record === undefined) return { path: text, type: "directory" };
  const { mode, size } = record;
  const payload = Buffer.from(record.payload as Uint8Array);
  if (record.kind === FILE_ENTRY) return { path: text, type: "file", mode, size, digest: payload.toString("hex") };
  return { path: text, type: "symlink", target: payload.toString() };
}

/** The records of a listed tree, in order. */
export function* recordsOf({ records }: ListedTree): Generator<EntryRecord> {
  for (const list of records) {
    const reader = new RecordReader(list);
    for (let record = reader.next(); record !== undefined; record = reader.next()) yield record;
  }
}

type NamedPlace = Pick<EntryRecord, "kind" | "path"> & { readonly place: RecordPlace };

/** The places of the records of a listed tree, in order. */
function* placesOf({ records }: ListedTree): Generator<NamedPlace> {
  for (const list of records) {
    const reader = new RecordReader(list);
    let at = 0;
    for (let record = reader.nextPath(); record !== undefined; record = reader.nextPath()) {
      yield { ...record, place: { list, at } };
      at = reader.at;
    }
  }
}
