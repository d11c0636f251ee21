import { BundleError } from "../../errors.ts";
import { MAX_ENTRIES } from "../../limits.ts";
import { asByteString, type ByteString } from "../../tar/byte-string.ts";
import { type EntryPath, joinPath } from "../../tar/entry-path.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { placeBelow } from "./destinations.ts";
import { linkPrefix } from "./link-entry.ts";

// When a package is assembled, the file system refuses a path that two layers have. A bundle that is only verified has no files,
// so 64 bits of each path's hash are compared. With ten million paths, a false match occurs in one of 100,000 packages.

/** Hashes of the entries' paths in each package, for one frame. Two words for each path. */
export class PathNotes {
  readonly #places: Place[];
  #directory: ByteString | undefined;

  constructor(targets: readonly LinkDestination[]) {
    this.#places = targets.map((target) => ({ target, start: undefined, hashes: new Uint32Array(64), length: 0 }));
  }

  add(path: EntryPath): void {
    const { directory, name } = path;
    const isDirectory = name.endsWith("/");
    if (!isDirectory && directory !== this.#directory) this.#enter(directory);
    for (const place of this.#places) {
      if (isDirectory) {
        const below = placeBelow(place.target, joinPath(path));
        if (below !== undefined && below !== linkPrefix(place.target)) push(place, below.slice(0, -1), EMPTY, 1);
      } else if (place.start !== undefined) push(place, name, place.start, 0);
    }
  }

  #enter(directory: ByteString): void {
    this.#directory = directory;
    for (const place of this.#places) {
      const below = placeBelow(place.target, directory);
      place.start = below === undefined ? undefined : hash(below, EMPTY);
    }
  }

  /** Returns the hashes, in the order of the targets. */
  take(): readonly Uint32Array[] {
    return this.#places.map(({ hashes, length }) => hashes.slice(0, length));
  }
}

interface Place {
  readonly target: LinkDestination;
  /** Hash of the current directory; undefined when its files are dropped. */
  start: Hash | undefined;
  hashes: Uint32Array;
  length: number;
}

interface Hash {
  readonly low: number;
  readonly high: number;
}

const EMPTY: Hash = { low: 0x811c9dc5 | 0, high: 0x5bd1e995 | 0 };

function hash(text: string, { low, high }: Hash): Hash {
  let a = low;
  let b = high;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ (b >>> 15) ^ byte, 0x2c1b3c6d);
  }
  return { low: a, high: b };
}

/** Adds a hash. Its lowest bit marks a directory, since several layers may have the same one. */
function push(place: Place, text: string, start: Hash, isDirectory: 0 | 1): void {
  const { low, high } = hash(text, start);
  if (place.length === place.hashes.length) {
    const larger = new Uint32Array(place.length * 2);
    larger.set(place.hashes);
    place.hashes = larger;
  }
  place.hashes[place.length++] = noteOf(low, high) | isDirectory;
  place.hashes[place.length++] = high;
}

/** The first word of a hash, with room for a mark in its lowest bit. That bit of a product depends only on lowest bits: mix in higher ones. */
function noteOf(low: number, high: number): number {
  return (low ^ (high >>> 7)) & ~1;
}

/** Collects the paths of packages that are not assembled, and checks that no two layers have the same one. */
export class PackagePaths {
  readonly #packages = new Map<string, { readonly owner: string; readonly notes: Uint32Array[]; length: number }>();

  /** Adds the notes of one frame. @throws BundleError `LIMIT_EXCEEDED` */
  add(targets: readonly LinkDestination[], notes: readonly Uint32Array[]): void {
    for (const [index, target] of targets.entries()) this.#take(target, notes[index] ?? NONE);
  }

  /** Adds the directories of the prefix under which a layer is linked. */
  addPrefix(target: LinkDestination): void {
    const notes = new PathNotes([{ ...target, strip: 0, prefix: "" }]);
    const prefix = linkPrefix(target);
    for (let at = prefix.indexOf("/"); at !== -1; at = prefix.indexOf("/", at + 1)) {
      notes.add({ directory: NOWHERE, name: asByteString(prefix.slice(0, at + 1)) });
    }
    this.#take(target, notes.take()[0] ?? NONE);
  }

  #take({ content, owner }: LinkDestination, notes: Uint32Array): void {
    if (notes.length === 0) return;
    const known = this.#packages.get(content) ?? { owner, notes: [], length: 0 };
    known.notes.push(notes);
    known.length += notes.length;
    this.#packages.set(content, known);
    if (known.length / 2 <= MAX_ENTRIES) return;
    const what = `it has over ${MAX_ENTRIES} entries`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot assemble ${owner}: ${what}`);
  }

  /** Whether a package has a path. Symlinks in it are not followed. */
  has(content: string, path: ByteString): boolean {
    const { low, high } = hash(path, EMPTY);
    // Without the mark of a directory.
    const wanted = noteOf(low, high);
    const notes = this.#packages.get(content)?.notes ?? [];
    return notes.some((words) => {
      for (let i = 0; i < words.length; i += 2)
        if (((words[i] ?? 0) & ~1) >>> 0 === wanted >>> 0 && words[i + 1] === high >>> 0) return true;
      return false;
    });
  }

  /** Checks the paths that were added, and clears the list. @throws BundleError `LAYER_OVERLAP` */
  check(): void {
    for (const [content, { owner, notes, length }] of this.#packages) {
      this.#packages.delete(content);
      if (!overlaps(notes, length)) continue;
      throw new BundleError("LAYER_OVERLAP", `Cannot assemble ${owner}: two of its layers have one path`);
    }
  }
}

function overlaps(notes: readonly Uint32Array[], length: number): boolean {
  const words = new Uint32Array(length);
  let at = 0;
  for (const some of notes) {
    words.set(some, at);
    at += some.length;
  }
  // The native sort of 64-bit numbers creates no BigInt values.
  new BigUint64Array(words.buffer).sort();
  for (let i = 2; i < length; i += 2) {
    const [low = 0, before = 0] = [words[i], words[i - 2]];
    if (words[i + 1] === words[i - 1] && low >>> 1 === before >>> 1 && (low & before & 1) === 0) return true;
  }
  return false;
}

const NONE = new Uint32Array(0);
const NOWHERE = asByteString("");
