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

/** Of a directory that is only verified: the one that most machines give a new directory. */
const USUAL_MODE = 0o755;

/** Where the entries of a frame go. */
export interface WriteTarget {
  readonly directory: string;
  /** Directories that get them too. */
  readonly links: readonly LinkDestination[];
  /** The mode that a new directory gets by itself. */
  readonly directoryMode: number;
  readonly umask: number;
  /** Directories that are known to be there; grows. */
  readonly made: Set<string>;
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

/** What is left for later tasks. */
export interface LeftToDo {
  readonly unfinished: UnfinishedFile | undefined;
  readonly symlinks: readonly (readonly [path: ByteString, target: ByteString])[];
  /** Directories whose mode is not what they have by themselves. */
  readonly modes: readonly (readonly [path: ByteString, mode: number])[];
  /** Where nothing is written: notes of {@link PathNotes} for each package. */
  readonly paths: readonly Uint32Array[];
}

/**
 * Writes what the entries of a frame's content say; without a target it only notes what is left, and where packages have it. A class, whose methods are
 * compiled once, not anew with each frame.
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
      // Only counted, so that a crowd of them is refused here too.
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
    // Neighbours share a directory.
    if (this.#places?.directory !== directory) this.#places = makeDirectory(directory, target);
    const { own, others, isPlain } = this.#places;
    // Asked of the name alone: the directories were asked before.
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

/** A directory below the target's, and what the names of files in it are put behind. */
interface Places {
  readonly directory: ByteString;
  readonly own: ByteString;
  readonly others: readonly ByteString[];
  readonly isPlain: boolean;
}

/** Makes a directory wherever it belongs. */
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
