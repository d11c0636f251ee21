import { mkdirSync } from "node:fs";
import { asByteString, type ByteString, isAscii, toByteString, toFsPath } from "../../tar/byte-string.ts";
import { type EntryPath, joinPath } from "../../tar/entry-path.ts";
import type { TarFacts } from "../../tar/headers.ts";
import { type EntrySink } from "../../tar/read-entries.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { enterDestinations } from "./destinations.ts";
import { createFile, notWritten, writing } from "./files.ts";
import { linkFile } from "./link-entry.ts";
import type { PathNotes } from "./package-paths.ts";

/** Usual mode of a new directory, assumed when a directory is only verified. */
const USUAL_MODE = 0o755;

/** Output of a frame's entries. */
export interface WriteTarget {
  readonly directory: string;
  /** Directories into which they are linked too. */
  readonly links: readonly LinkDestination[];
  /** Default mode of a new directory. */
  readonly directoryMode: number;
  readonly umask: number;
  /** Directories that are known to exist; grows. */
  readonly made: Set<string>;
}

/** A file that the next frame continues. */
export interface UnfinishedFile {
  readonly path: ByteString;
  readonly size: number;
  readonly mode: number;
  readonly mtime: number;
  /** Bytes of the file in its first frame. */
  readonly held: number;
}

/** Work of a frame that is left for later tasks. */
export interface LeftToDo {
  readonly unfinished: UnfinishedFile | undefined;
  readonly symlinks: readonly (readonly [path: ByteString, target: ByteString])[];
  /** Directories with another mode than the default. */
  readonly modes: readonly (readonly [path: ByteString, mode: number])[];
  /** Notes of {@link PathNotes} for each package, when the blob is only verified. */
  readonly paths: readonly Uint32Array[];
}

/**
 * Writes the entries of a frame; without a target it only records the work left and the paths in packages. A class, because V8
 * compiles its methods once; closures would be compiled for each frame.
 */
export class EntryWriter implements EntrySink {
  readonly #content: Buffer;
  readonly #target: WriteTarget | undefined;
  readonly #notes: PathNotes | undefined;
  #places: Places | undefined;
  #unfinished: UnfinishedFile | undefined;
  readonly #symlinks: [ByteString, ByteString][] = [];
  readonly #modes: [ByteString, number][] = [];

  constructor(content: Buffer, target: WriteTarget | undefined, notes?: PathNotes) {
    this.#content = content;
    this.#target = target;
    this.#notes = notes;
  }

  directory(path: EntryPath, { mode }: TarFacts): void {
    const target = this.#target;
    if (target === undefined) {
      this.#notes?.add(path);
      // Recorded although nothing is written: their number counts against the limit here too.
      if (mode !== USUAL_MODE) this.#modes.push([joinPath(path), mode]);
      return;
    }
    const directory = joinPath(path);
    this.#places = makeDirectory(directory, target);
    if (mode !== target.directoryMode) this.#modes.push([directory, mode]);
  }

  /** @throws BundleError `ENTRY_INVALID`, `LAYER_OVERLAP`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
  file(path: EntryPath, facts: TarFacts, start: number, end: number): void {
    const isWhole = end - start === facts.size;
    if (!isWhole) {
      const { size, mode, mtime } = facts;
      this.#unfinished = { path: joinPath(path), size, mode, mtime, held: end - start };
    }
    const target = this.#target;
    if (target === undefined) {
      this.#notes?.add(path);
      return;
    }
    const { directory, name } = path;
    // Neighbours share the same directory string.
    if (this.#places?.directory !== directory) this.#places = makeDirectory(directory, target);
    const { own, others, isPlain } = this.#places;
    // Checks only the name: the directories were checked before.
    const isPlainFile = isPlain && isAscii(name);
    const file = asByteString(own + name);
    const at = isPlainFile ? file : toFsPath(file);
    try {
      createFile(at, { content: this.#content, start, end }, isWhole ? facts : undefined, target.umask);
    } catch (error) {
      throw notWritten(file, error);
    }
    for (const other of others) {
      const link = asByteString(other + name);
      linkFile(at, isPlainFile ? link : toFsPath(link));
    }
  }

  symlink(path: EntryPath, target: ByteString): void {
    this.#symlinks.push([joinPath(path), target]);
    this.#notes?.add(path);
  }

  left(): LeftToDo {
    const paths = this.#notes?.take() ?? [];
    return { unfinished: this.#unfinished, symlinks: this.#symlinks, modes: this.#modes, paths };
  }
}

/** A directory below the target, and the prefixes for the names of its files: in the target, and in the packages. */
interface Places {
  readonly directory: ByteString;
  readonly own: ByteString;
  readonly others: readonly ByteString[];
  readonly isPlain: boolean;
}

/** Makes a directory in the target and in the packages. */
function makeDirectory(directory: ByteString, target: WriteTarget): Places {
  const own = asByteString(`${toByteString(target.directory)}/${directory}`);
  if (!target.made.has(own)) {
    writing(own, (path) => mkdirSync(path, { recursive: true }));
    target.made.add(own);
  }
  const others = enterDestinations(target.links, directory, target.made).map(({ content, below }) =>
    asByteString(`${content}/${below}`),
  );
  return { directory, own, others, isPlain: [own, ...others].every(isAscii) };
}
