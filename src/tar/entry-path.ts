import { BundleError } from "../errors.ts";
import { MAX_DEPTH, MAX_NAME, MAX_PATH } from "../limits.ts";
import { asByteString, type ByteString, quoteBytes } from "./byte-string.ts";

/**
 * Path of an entry below the blob's prefix, in two parts: its parent directory, "" or ending with "/", and its name, which ends
 * with "/" for a directory. Neighbours in one directory share the same directory string.
 */
export interface EntryPath {
  readonly directory: ByteString;
  readonly name: ByteString;
}

export function joinPath({ directory, name }: EntryPath): ByteString {
  return asByteString(directory + name);
}

/**
 * True when a link's relative `target` leaves its root; `depth` is the number of directories between the link and the root.
 * Decided by the text alone, step by step: a path that leaves and comes back has left.
 */
export function leavesRoot(target: ByteString, depth: number): boolean {
  if (target.startsWith("/")) return true;
  let level = depth;
  if (level < 0) return true;
  for (const segment of target.split("/")) {
    if (segment === "..") level -= 1;
    else if (segment !== "" && segment !== ".") level += 1;
    if (level < 0) return true;
  }
  return false;
}

/** Number of directories above the last segment of a path. */
export function depthOf(path: ByteString): number {
  let depth = 0;
  for (let at = path.indexOf("/"); at !== -1 && at < path.length - 1; at = path.indexOf("/", at + 1)) depth += 1;
  return depth;
}

/**
 * Checks each segment of a path below a root; the caller removes a closing "/".
 * @throws BundleError `PATH_UNSAFE`, `LIMIT_EXCEEDED`
 */
export function checkSegments(path: ByteString): void {
  let start = 0;
  for (let depth = 0; start <= path.length; depth++) {
    const slash = path.indexOf("/", start);
    const end = slash === -1 ? path.length : slash;
    const length = end - start;
    if (length === 0) throw unsafe(path, "it has an empty segment");
    if (length <= 2 && isDots(path.slice(start, end))) {
      throw unsafe(path, `it has a segment "${path.slice(start, end)}"`);
    }
    if (length > MAX_NAME) throw over(path, `a name of ${length} bytes, expected at most ${MAX_NAME}`);
    if (depth > MAX_DEPTH) throw over(path, `too many directories, expected at most ${MAX_DEPTH}`);
    start = end + 1;
  }
  if (path.includes("\0")) throw unsafe(path, "it has a NUL");
}

/** True for "." and "..". */
export function isDots(name: string): boolean {
  return name === "." || name === "..";
}

/** @throws BundleError `LIMIT_EXCEEDED` */
export function checkPathLength(path: ByteString): void {
  if (path.length > MAX_PATH) throw over(path, `a path of ${path.length} bytes, expected at most ${MAX_PATH}`);
}

function unsafe(path: ByteString, what: string): BundleError {
  return new BundleError("PATH_UNSAFE", `Cannot use path ${quoteBytes(path)}: ${what}`);
}

function over(path: ByteString, what: string): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot use path ${shortened(path)}: ${what}`);
}

function shortened(path: ByteString): string {
  return path.length > 200 ? `${quoteBytes(path.slice(0, 200) as ByteString)}…` : quoteBytes(path);
}
