import { readlinkSync } from "node:fs";
import { getSystemErrorMessage } from "node:util";
import type { ErrorCode } from "../error-codes.ts";
import { BundleError } from "../errors.ts";

/** Code, message words and, if the code's own does not fit, hint for the system's error names. All others are `IO_FAILED`. */
const MEANING: Readonly<Record<string, readonly [ErrorCode, string, string?]>> = {
  ENOENT: ["FILE_NOT_FOUND", "it does not exist"],
  ENOTDIR: ["IO_FAILED", "a part of its path is not a directory"],
  EACCES: ["PERMISSION_DENIED", "permission denied"],
  EPERM: ["PERMISSION_DENIED", "operation not permitted"],
  EROFS: ["PERMISSION_DENIED", "the file system is read-only", "Mount it writable, or choose another path."],
  ENOSPC: ["DISK_FULL", "no space is left on the disk"],
  EDQUOT: ["DISK_FULL", "the disk quota is exceeded"],
  EFBIG: [
    "IO_FAILED",
    "the file system holds no file of this size",
    "Write it in parts: `export --split fat32`, or `split --size fat32` for an existing file.",
  ],
  ENAMETOOLONG: [
    "IO_FAILED",
    "its name or path is too long for this file system",
    "Choose a shorter path, or a file system with names of 255 bytes.",
  ],
  ESTALE: ["IO_FAILED", "the network file system has lost it (ESTALE)"],
  EUCLEAN: ["IO_FAILED", "the file system is damaged (EUCLEAN)"],
  ENOLCK: ["IO_FAILED", "the file system has no locks left (ENOLCK)"],
  ENOKEY: ["PERMISSION_DENIED", "it is encrypted and its key is missing (ENOKEY)"],
};

/** Error numbers of Linux that Node has no name for. Source: Linux, asm-generic/errno.h */
const NAMELESS: ReadonlyMap<unknown, string> = new Map([
  [-37, "ENOLCK"],
  [-116, "ESTALE"],
  [-117, "EUCLEAN"],
  [-122, "EDQUOT"],
  [-126, "ENOKEY"],
]);

/**
 * Turns a system error of an operation into a BundleError, as in `fromSystemError(error, "read file X")`. The message also names
 * the path of the failed call, if the operation does not. Returns a BundleError, and any error that is a bug, unchanged.
 */
export function fromSystemError(error: unknown, doing?: string): Error {
  if (error instanceof BundleError) return error;
  const number = errnoOf(error);
  if (number === undefined) return error instanceof Error ? error : new Error(String(error));
  const [code, words, hint] = MEANING[number] ?? ["IO_FAILED", wordsOf(error, number)];
  const options = { cause: error, ...(hint !== undefined && { hint }) };
  const { call, path } = callOf(error);
  if (doing === undefined) return new BundleError(code, `Cannot ${call}: ${words}`, options);
  const told = nameDescriptors(doing);
  const where = path === undefined || told.includes(path) ? "" : ` (${call})`;
  return new BundleError(code, `Cannot ${told}: ${words}${where}`, options);
}

/** Node's name of the call, and its path. For a call with two paths, such as a rename, the new one. */
function callOf(error: unknown): { readonly call: string; readonly path: string | undefined } {
  const { syscall, path, dest }: { syscall?: unknown; path?: unknown; dest?: unknown } = Object(error);
  const [given] = [dest, path].filter((each) => typeof each === "string");
  const named = given === undefined ? undefined : nameDescriptors(given);
  return { call: [syscall, named].filter((word) => typeof word === "string").join(" "), path: named };
}

/** Replaces descriptor paths in a text by the names of their directories, as long as they are open. */
export function nameDescriptors(text: string): string {
  return text.replaceAll(/\/proc\/self\/fd\/\d+(?=\/)/g, (descriptor) => {
    try {
      return readlinkSync(descriptor);
    } catch {
      return descriptor;
    }
  });
}

/** The system's own words, for errors that {@link MEANING} lacks. */
function wordsOf(error: unknown, number: string): string {
  if (!(error instanceof Error) || !("errno" in error) || typeof error.errno !== "number") return number;
  // Errors that Node makes itself, such as that of `rm` for a directory, have the number of the system without its sign.
  return `${getSystemErrorMessage(-Math.abs(error.errno))} (${number})`;
}

/** The name of a system error, such as `ENOENT`; undefined for any other value. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const nameless = "errno" in error ? NAMELESS.get(error.errno) : undefined;
  return nameless ?? (typeof error.code === "string" ? error.code : undefined);
}
