import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { errnoOf, fromSystemError } from "./system-error.ts";

/**
 * The path that a rename must name so that a new file takes the place of `target`. A link is resolved, so that its file is replaced
 * and not the link. Directories, devices and pipes are refused: a rename onto one fails, or removes it.
 * @param doing for messages, as in `write toolbox.tar`
 * @throws BundleError `OPTION_INVALID`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function fileToReplace(target: string, doing: string): Promise<string> {
  const there = await stat(target).catch((error: unknown) => {
    if (errnoOf(error) !== "ENOENT") throw fromSystemError(error, doing);
  });
  if (there === undefined) return target;
  if (there.isFile()) return await realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot ${doing}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it: ${join(target, "NAME")}.` : "Name a file.",
  });
}
