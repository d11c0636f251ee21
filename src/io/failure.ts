import { getSystemErrorMessage } from "node:util";
import { BundleError, type ErrorCode } from "../errors.ts";

/** What the system's error numbers mean to a user: our code, and the words for the message. Others are `IO_FAILED`. */
const MEANING: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ["FILE_NOT_FOUND", "it does not exist"],
  ENOTDIR: ["IO_FAILED", "a part of its path is not a directory"],
  EACCES: ["PERMISSION_DENIED", "permission denied"],
  EPERM: ["PERMISSION_DENIED", "operation not permitted"],
  EROFS: ["PERMISSION_DENIED", "the file system is read-only"],
  ENOSPC: ["DISK_FULL", "no space is left on the disk"],
  EDQUOT: ["DISK_FULL", "the disk quota is exceeded"],
};

/**
 * Turns a system error of an operation into a coded one, as in `asFailure(error, "read layer X")`.
 * A BundleError passes as it is, and so does anything that is a bug.
 */
export function asFailure(error: unknown, doing: string): Error {
  if (error instanceof BundleError) return error;
  const number = errnoOf(error);
  if (number === undefined) return error instanceof Error ? error : new Error(String(error));
  const [code, words] = MEANING[number] ?? ["IO_FAILED", wordsOf(error, number)];
  return new BundleError(code, `Cannot ${doing}: ${words}`, { cause: error });
}

/** The system's own words, for what has no class of its own. */
function wordsOf(error: unknown, number: string): string {
  if (!(error instanceof Error) || !("errno" in error) || typeof error.errno !== "number") return number;
  return `${getSystemErrorMessage(error.errno)} (${number})`;
}

/** The name of a system error, such as `ENOENT`; undefined for any other value. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
