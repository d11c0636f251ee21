import { BundleError } from "../errors.ts";
import { asByteString, type ByteString, quote } from "./byte-string.ts";
import { type EntryPath, joinPath } from "./entry-path.ts";

/** All that may stand at the top of a tree: one directory with every directory below it, and one small file behind it. */
export interface TreeTop {
  readonly directory: string;
  readonly file: string;
  /** All that is in the file. */
  readonly text: string;
}

const NOTHING = asByteString("");

/**
 * Entries of a blob ascend by raw path bytes, and nothing lies below a file or a symlink. Frames are checked on their
 * own, in any order and on any thread; what each leaves behind is joined in order afterwards.
 */
export interface FrameOrder {
  /** First and last path; undefined when the frame has no entry. */
  readonly first: ByteString | undefined;
  readonly last: ByteString | undefined;
  /** Files and symlinks that a later frame could still put an entry below: prefixes of `last`, as text. */
  readonly open: readonly ByteString[];
  /** Paths with entries below them here, that an earlier frame could have made a file of. */
  readonly parents: readonly ByteString[];
  /** In the tree of a layer, where every directory has an entry: the one that an earlier frame must have had. */
  readonly inside: ByteString;
  /** The last one that a later frame may have entries in. */
  readonly entered: ByteString;
}

/** Checks the entries of one frame. A class, whose methods are compiled once, not anew with each frame. */
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
   * Demands that the directory of the next entry had one. All that is in a directory follows its entry at once, so that one and
   * those above it are all that an entry can lie in.
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
   * Takes the next path. Neighbours mostly share the directory, and are told apart by the name alone.
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
    // A file lies below nothing that the one before it in the same directory does not lie below.
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

/** Joins what the frames of one blob left behind. */
export interface OrderJoin {
  /** Called in frame order. @throws BundleError `ENTRY_INVALID` */
  add(frame: FrameOrder): void;
  /** Called at the end. @throws BundleError `ENTRY_INVALID` when the tree lacks what stands at its top */
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

/** Leaves only those that are a prefix of `path`: as paths ascend, nothing can follow below the others. */
function keepPrefixes(open: ByteString[], path: ByteString): void {
  for (let top = open.at(-1); top !== undefined && !path.startsWith(top); top = open.at(-1)) open.pop();
}

/** What may be a file in an earlier frame and have entries in this one: `path` cut before a character up to "/". */
function possibleParents(path: ByteString): ByteString[] {
  const found: ByteString[] = [];
  for (let i = 1; i < path.length; i++) if ((path[i] as string) <= "/") found.push(path.slice(0, i) as ByteString);
  return found;
}

function outOfOrder(path: ByteString, last: ByteString): BundleError {
  const what = path === last ? "it is there twice" : `it comes after ${quote(last)}, expected ascending order`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${what}`);
}

function withoutDirectory(path: EntryPath): BundleError {
  const what = `there is no entry for its directory ${quote(path.directory)}`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(joinPath(path))}: ${what}`);
}

function lacking(path: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot use layer: it has no ${path}`);
}

function belowFile(path: ByteString, file: ByteString): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${quote(file)} is no directory`);
}
