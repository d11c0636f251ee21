import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { BundleError } from "../errors.ts";
import { errnoOf, fromSystemError } from "./system-error.ts";

/** Exit code of `flock` when the time is over. */
const TIMED_OUT = 1;

/** Number of the descriptor under which the program gets the file. */
const DESCRIPTOR = 3;

/**
 * Holds the flock(2) of a file until it is disposed of. The file is made if absent; a link is not followed. Node has no such
 * call, so the program `flock` of util-linux takes the lock on a file that is open here. The lock ends with this process.
 * @param timeout in seconds.
 * @param make whether to make the file; else its absence is `FILE_NOT_FOUND`.
 * @returns undefined if the system lacks the program.
 * @throws BundleError `LOCK_TIMEOUT`, `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function holdFlock(
  path: string,
  timeout: number,
  { make = true }: { readonly make?: boolean } = {},
): Promise<AsyncDisposable | undefined> {
  const file = await openFile(path, make ? constants.O_CREAT : 0);
  try {
    const stdio = ["ignore", "ignore", "ignore", file.fd] as const;
    const child = spawn("flock", ["--exclusive", "--timeout", String(timeout), String(DESCRIPTOR)], {
      stdio: [...stdio],
    });
    await once(child, "exit");
    const status = child.exitCode;
    if (status === 0) return { [Symbol.asyncDispose]: () => file.close() };
    throw failed(path, status);
  } catch (error) {
    await file.close();
    if (errnoOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function openFile(path: string, more: number): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDWR + constants.O_NOFOLLOW + more, 0o666);
  } catch (error) {
    throw fromSystemError(error, `lock ${path}`);
  }
}

function failed(path: string, status: number | null): BundleError {
  if (status === TIMED_OUT) return new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: another process holds it`);
  return new BundleError("IO_FAILED", `Cannot lock ${path}: flock ended with ${status ?? "a signal"}`);
}
