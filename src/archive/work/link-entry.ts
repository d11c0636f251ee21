import { linkSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import { asByteString, type ByteString, quote, toByteString, toFsPath } from "../../tar/byte-string.ts";
import { checkSegments, depthOf, leavesRoot } from "../../tar/entry-rules.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { reading } from "./files.ts";

// Several threads, several trees: the file system tells who comes second to a path in a package.

/** Where a tree goes below `content`: "" or ending with "/". @throws BundleError `PATH_UNSAFE`, `LIMIT_EXCEEDED` */
export function linkPrefix({ prefix }: Pick<LinkDestination, "prefix">): ByteString {
  if (prefix === "") return asByteString("");
  const path = toByteString(prefix);
  checkSegments(path);
  return asByteString(`${path}/`);
}

/** Gives a file another name. @throws BundleError `LAYER_OVERLAP`, `IO_FAILED`, `PERMISSION_DENIED` */
export function linkFile(from: string | Buffer, to: string | Buffer): void {
  try {
    linkSync(from, to);
  } catch (error) {
    throw notPlaced(to, error);
  }
}

/** A package, and where its content is made. */
export interface LinkContent {
  /** Names it in messages. */
  readonly owner: string;
  readonly content: ByteString;
}

/**
 * Makes a symlink at `below`, a path in a package's content, which it must not leave by itself.
 * @throws BundleError `LAYER_OVERLAP`, `PATH_UNSAFE`, `IO_FAILED`, `PERMISSION_DENIED`
 */
export function linkSymlink({ owner, content }: LinkContent, below: ByteString, target: ByteString): void {
  if (leavesRoot(target, depthOf(below))) {
    const what = `its symlink ${quote(below)} to ${quote(target)} leaves it`;
    throw new BundleError("PATH_UNSAFE", `Cannot assemble ${owner}: ${what}`);
  }
  const at = toFsPath(asByteString(`${content}/${below}`));
  try {
    symlinkSync(toFsPath(target), at);
  } catch (error) {
    throw notPlaced(at, error);
  }
}

/** Makes one directory, unless it is there: a symlink that another layer brought is none, and must not be followed. */
export function linkDirectory(path: ByteString): void {
  try {
    mkdirSync(toFsPath(path));
  } catch (error) {
    const number = errnoOf(error);
    if (number === "EEXIST" && reading(quote(path), () => lstatSync(toFsPath(path))).isDirectory()) return;
    if (number === "EEXIST" || number === "ENOTDIR") throw overlap(path, error);
    throw fromSystemError(error, `create ${quote(path)}`);
  }
}

function notPlaced(at: string | Buffer, error: unknown): Error {
  const path = asByteString(typeof at === "string" ? at : at.toString("latin1"));
  return errnoOf(error) === "EEXIST" ? overlap(path, error) : fromSystemError(error, `create ${quote(path)}`);
}

function overlap(path: ByteString, cause: unknown): BundleError {
  return new BundleError("LAYER_OVERLAP", `Cannot create ${quote(path)}: two layers have it`, { cause });
}
