import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { fromSystemError } from "./system-error.ts";

/** Error codes for a path that does not exist. */
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** True when the error means that the path does not exist. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && ABSENT.has(String(error.code));
}

/**
 * Returns the stats of a path; undefined when it does not exist. Pass `lstat` as `ask` to get those of a link itself.
 * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function lookAt(path: string, ask: (path: string) => Promise<Stats> = stat): Promise<Stats | undefined> {
  try {
    return await ask(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw fromSystemError(error, `look at ${path}`);
  }
}

/** Names in a folder; none if it does not exist. @throws BundleError `PERMISSION_DENIED`, `IO_FAILED` */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read ${folder}`);
  }
}
