import { linkSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import { MAX_PREFIXED } from "../../limits.ts";
import { asByteString, type ByteString, quoteBytes, toByteString, toFsPath } from "../../tar/byte-string.ts";
import { checkSegments, depthOf, leavesRoot } from "../../tar/entry-path.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { reading } from "./files.ts";

// Several threads link several trees at once. The file system refuses the second entry at a path in a package.

/** Path below `content` for a tree: "" or ending with "/". @throws BundleError `PATH_UNSAFE`, `LIMIT_EXCEEDED` */
export function linkPrefix({ prefix }: Pick<LinkDestination, "prefix">): ByteString {
  if (prefix === "") return asByteString("");
  const path = toByteString(prefix);
  checkSegments(path);
  return checkPrefixed(asByteString(`${path}/`));
}

/**
 * Returns the path of a directory in a package, with the prefix of its layer.
 * @throws BundleError `LIMIT_EXCEEDED` when no program could open its files
 */
export function checkPrefixed(path: ByteString): ByteString {
  if (path.length <= MAX_PREFIXED) return path;
  const what = `with the prefix of its layer it has ${path.length} bytes, expected at most ${MAX_PREFIXED}`;
  const shown = quoteBytes(asByteString(path.slice(0, SHOWN)));
  throw new BundleError("LIMIT_EXCEEDED", `Cannot use directory ${shown}…: ${what}`);
}

/** Bytes of a long path that a message has. */
const SHOWN = 200;

/** Hard links a file. @throws BundleError `LAYER_OVERLAP`, `IO_FAILED`, `PERMISSION_DENIED` */
export function linkFile(from: string | Buffer, to: string | Buffer): void {
  try {
    linkSync(from, to);
  } catch (error) {
    throw notPlaced(to, error);
  }
}

/** A package, and its `content/` directory. */
export interface LinkContent {
  /** Name of the package, for messages. */
  readonly owner: string;
  readonly content: ByteString;
}

/**
 * Makes a symlink at `below`, a path in a package's content. Its target must not lead out of the content by its text alone.
 * @throws BundleError `LAYER_OVERLAP`, `PATH_UNSAFE`, `IO_FAILED`, `PERMISSION_DENIED`
 */
export function linkSymlink({ owner, content }: LinkContent, below: ByteString, target: ByteString): void {
  if (leavesRoot(target, depthOf(below))) {
    const what = `its symlink ${quoteBytes(below)} to ${quoteBytes(target)} leaves it`;
    throw new BundleError("PATH_UNSAFE", `Cannot assemble ${owner}: ${what}`);
  }
  const at = toFsPath(asByteString(`${content}/${below}`));
  try {
    symlinkSync(toFsPath(target), at);
  } catch (error) {
    throw notPlaced(at, error);
  }
}

/** Makes one directory unless it exists. Refuses a symlink of another layer there: it must not be followed. */
export function linkDirectory(path: ByteString): void {
  try {
    mkdirSync(toFsPath(path));
  } catch (error) {
    const number = errnoOf(error);
    if (number === "EEXIST" && reading(quoteBytes(path), () => lstatSync(toFsPath(path))).isDirectory()) return;
    if (number === "EEXIST" || number === "ENOTDIR") throw overlap(path, error);
    throw fromSystemError(error, `create ${quoteBytes(path)}`);
  }
}

function notPlaced(at: string | Buffer, error: unknown): Error {
  const path = asByteString(typeof at === "string" ? at : at.toString("latin1"));
  return errnoOf(error) === "EEXIST" ? overlap(path, error) : fromSystemError(error, `create ${quoteBytes(path)}`);
}

function overlap(path: ByteString, cause: unknown): BundleError {
  return new BundleError("LAYER_OVERLAP", `Cannot create ${quoteBytes(path)}: two layers have it`, { cause });
}
