import { BundleError } from "../errors.ts";
import { type ByteString, quote } from "./byte-string.ts";

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
}

export interface OrderCheck {
  /** @throws BundleError `ENTRY_INVALID` */
  add(path: ByteString, isDirectory: boolean): void;
  finish(): FrameOrder;
}

/** Checks the entries of one frame. */
export function checkOrder(): OrderCheck {
  let first: ByteString | undefined;
  let last: ByteString | undefined;
  const open: ByteString[] = [];
  // Between `a` and `a/b` only paths such as `a-c` can stand: the first path tells which parents may lie further back.
  const candidates: string[] = [];
  const parents: ByteString[] = [];
  return {
    add(path, isDirectory) {
      if (last === undefined) {
        first = path;
        candidates.push(...possibleParents(path));
      } else if (path <= last) throw outOfOrder(path, last);
      last = path;
      keepPrefixes(open, path);
      for (const file of open) if (path[file.length] === "/") throw belowFile(path, file);
      if (!isDirectory) open.push(path);
      for (let i = candidates.length - 1; i >= 0; i--) {
        const parent = candidates[i] as ByteString;
        if (path.startsWith(`${parent}/`)) {
          parents.push(parent);
          candidates.splice(i, 1);
        }
      }
    },
    finish: () => ({ first, last, open, parents }),
  };
}

/** Joins what the frames of one blob left behind; `add` is called in frame order. */
export function joinOrder(): { add(frame: FrameOrder): void } {
  let last: ByteString | undefined;
  const open: ByteString[] = [];
  return {
    add(frame) {
      if (frame.first === undefined || frame.last === undefined) return;
      if (last !== undefined && frame.first <= last) throw outOfOrder(frame.first, last);
      for (const parent of frame.parents) if (open.includes(parent)) throw belowFile(frame.first, parent);
      last = frame.last;
      keepPrefixes(open, last);
      open.push(...frame.open);
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

function belowFile(path: ByteString, file: ByteString): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${quote(file)} is no directory`);
}
