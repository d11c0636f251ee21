import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { fromSystemError } from "./system-error.ts";

/** What a file system says of a path that is not there. */
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** True for the error of a file that is not there. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && ABSENT.has(String(error.code));
}

/**
 * What lies at a path; undefined when nothing does. `lstat` as `ask` looks at a link itself.
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
