import { BundleError } from "../errors.ts";
import { asByteString, type ByteString, quoteBytes } from "./byte-string.ts";
import { type EntryPath, joinPath } from "./entry-path.ts";

/** The only entries allowed at the top of a layer's tree: a directory, and a small file behind it. */
export interface TreeTop {
  readonly directory: string;
  readonly file: string;
  /** Whole content of the file. */
  readonly text: string;
}

const NOTHING = asByteString("");

/**
 * State of the order check after one frame. Entries of a blob ascend by raw path bytes, and nothing lies below a file or a
 * symlink. Frames are checked on their own, in any order and on any thread; their states are joined in frame order afterwards.
 */
export interface FrameOrder {
  /** First and last path; undefined when the frame has no entry. */
  readonly first: ByteString | undefined;
  readonly last: ByteString | undefined;
  /** Files and symlinks that a later frame could still put an entry below: prefixes of `last`, as text. */
  readonly open: readonly ByteString[];
  /** Paths with entries below them in this frame, which an earlier frame could have as a file. */
  readonly parents: readonly ByteString[];
  /** In a layer's tree, where directories have entries: the directory of the first entry, which an earlier frame must have. */
  readonly inside: ByteString;
  /** In a layer's tree: the last directory, in which a later frame may have entries. */
  readonly entered: ByteString;
}

/** Checks the entries of one frame. A class, because V8 compiles its methods once; closures would be compiled for each frame. */
export class OrderCheck {
  #first: ByteString | undefined;
  #last: EntryPath | undefined;
  readonly #open: EntryPath[] = [];
  // Between `a` and `a/b` only paths such as `a-c` can stand: the first path tells which parents may lie further back.
  #candidates: readonly ByteString[] = [];
  readonly #parents: ByteString[] = [];
  #inside: ByteString | undefined;
  #entered = NOTHING;

  /**
   * Checks that the directory of the next entry has an entry. A directory's content follows its entry at once, so an entry can
   * only lie in the last directory or in one above it.
   * @throws BundleError `ENTRY_INVALID`
   */
  enter(next: EntryPath): void {
    if (this.#inside === undefined) {
      this.#inside = next.directory;
      this.#entered = next.directory;
    }
    if (!this.#entered.startsWith(next.directory)) throw withoutDirectory(next);
    if (next.name.endsWith("/")) this.#entered = joinPath(next);
  }

  /**
   * Checks the next path. Neighbours mostly share the directory, so comparing their names is enough.
   * @throws BundleError `ENTRY_INVALID`
   */
  add(next: EntryPath): void {
    const last = this.#last;
    const open = this.#open;
    if (last === undefined) {
      this.#first = joinPath(next);
      this.#candidates = possibleParents(this.#first);
    } else if (!isBehind(next, last)) throw outOfOrder(joinPath(next), joinPath(last));
    // As paths ascend, nothing can follow below the others.
    while (open.length > 0 && !continues(next, open[open.length - 1] as EntryPath, "")) open.pop();
    for (const file of open) if (continues(next, file, "/")) throw belowFile(joinPath(next), joinPath(file));
    const isDirectory = next.name.endsWith("/");
    if (!isDirectory) open.push(next);
    // A file has the same parents as the entry before it in the same directory.
    if (isDirectory || next.directory !== last?.directory) this.#findParents(joinPath(next));
    this.#last = next;
  }

  finish(): FrameOrder {
    const last = this.#last && joinPath(this.#last);
    const open = this.#open.map(joinPath);
    const inside = this.#inside ?? NOTHING;
    return { first: this.#first, last, open, parents: this.#parents, inside, entered: this.#entered };
  }

  #findParents(path: ByteString): void {
    const found = this.#candidates.filter((parent) => path.startsWith(`${parent}/`));
    if (found.length === 0) return;
    for (const parent of found) this.#parents.push(parent);
    this.#candidates = this.#candidates.filter((parent) => !found.includes(parent));
  }
}

function isBehind(a: EntryPath, b: EntryPath): boolean {
  return a.directory === b.directory ? a.name > b.name : joinPath(a) > joinPath(b);
}

/** True when a path starts with another one, and then goes on with `next`. */
function continues(path: EntryPath, start: EntryPath, next: string): boolean {
  return path.directory === start.directory
    ? path.name.startsWith(start.name + next)
    : joinPath(path).startsWith(joinPath(start) + next);
}

/** Joins the order states of a blob's frames. */
export interface OrderJoin {
  /** Called in frame order. @throws BundleError `ENTRY_INVALID` */
  add(frame: FrameOrder): void;
  /** Called at the end. @throws BundleError `ENTRY_INVALID` when the tree lacks an entry at its top */
  finish(): void;
}

export function joinOrder(top?: TreeTop): OrderJoin {
  let first: ByteString | undefined;
  let last: ByteString | undefined;
  let entered = NOTHING;
  const open: ByteString[] = [];
  return {
    add(frame) {
      if (frame.first === undefined || frame.last === undefined) return;
      if (last !== undefined && frame.first <= last) throw outOfOrder(frame.first, last);
      for (const parent of frame.parents) if (open.includes(parent)) throw belowFile(frame.first, parent);
      if (!entered.startsWith(frame.inside)) throw withoutDirectory({ directory: frame.inside, name: NOTHING });
      entered = frame.entered;
      first ??= frame.first;
      last = frame.last;
      keepPrefixes(open, last);
      for (const path of frame.open) open.push(path);
    },
    finish() {
      if (top === undefined) return;
      // The rest of the top lies between them.
      if (first !== `${top.directory}/`) throw lacking(`${top.directory}/`);
      if (last !== top.file) throw lacking(top.file);
    },
  };
}

/** Keeps only the prefixes of `path`: as paths ascend, nothing can follow below the others. */
function keepPrefixes(open: ByteString[], path: ByteString): void {
  for (let top = open.at(-1); top !== undefined && !path.startsWith(top); top = open.at(-1)) open.pop();
}

/** Prefixes of `path`, cut before a character up to "/": an earlier frame may have them as files, this one entries below them. */
function possibleParents(path: ByteString): ByteString[] {
  const found: ByteString[] = [];
  for (let i = 1; i < path.length; i++) if ((path[i] as string) <= "/") found.push(path.slice(0, i) as ByteString);
  return found;
}

function outOfOrder(path: ByteString, last: ByteString): BundleError {
  const what = path === last ? "it occurs twice" : `it comes after ${quoteBytes(last)}, expected ascending order`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quoteBytes(path)}: ${what}`);
}

function withoutDirectory(path: EntryPath): BundleError {
  const what = `there is no entry for its directory ${quoteBytes(path.directory)}`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quoteBytes(joinPath(path))}: ${what}`);
}

function lacking(path: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot use layer: it has no ${path}`);
}

function belowFile(path: ByteString, file: ByteString): BundleError {
  return new BundleError(
    "ENTRY_INVALID",
    `Cannot use path ${quoteBytes(path)}: ${quoteBytes(file)} is not a directory`,
  );
}
