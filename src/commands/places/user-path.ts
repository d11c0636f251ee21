import { homedir, tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";

/** The user's home; empty if neither HOME nor the user database has one, as for an unknown user id in a container. */
export function findUserHome(): string {
  try {
    return homedir();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return "";
  }
}

/** The directory for temporary files. Absolute, since an import changes the working directory while it unpacks. */
export function temporaryDirectory(): string {
  return resolve(tmpdir());
}

/** The working directory. @throws BundleError `FILE_NOT_FOUND` if it was removed */
export function findWorkingDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    if (errnoOf(cause) !== "ENOENT") throw fromSystemError(cause, "find the working directory");
    const hint = "Change to a directory that exists, and run it again.";
    throw new BundleError("FILE_NOT_FOUND", "Cannot find the working directory: it was removed", { cause, hint });
  }
}

/**
 * The absolute form of a path from a user, relative to the working directory.
 * @throws BundleError `OPTION_INVALID` for one that is not UTF-8, and as {@link expandTilde}
 */
export function userPath(path: string, context: Pick<ProcessContext, "directory" | "userHome">): string {
  const absolute = resolve(context.directory, expandTilde(path, context));
  if (!hasLostBytes(absolute)) return absolute;
  throw new BundleError("OPTION_INVALID", `Cannot use path ${absolute}: it is not UTF-8`, {
    hint: "Rename what is not UTF-8, or make a link to it, and use the path of that.",
  });
}

/** True for a path of which Node has replaced bytes that are not UTF-8. It names something else than the user does. */
export function hasLostBytes(path: string): boolean {
  return path.includes("\u{fffd}");
}

/**
 * Replaces a leading `~` by the user's home. A shell only does so at the start of a word, not in `--home=~/x` or in a workflow.
 * @throws BundleError `OPTION_INVALID` when the user has no home
 */
export function expandTilde(path: string, { userHome }: Pick<ProcessContext, "userHome">): string {
  if (path !== "~" && !path.startsWith("~/")) return path;
  if (isAbsolute(userHome)) return join(userHome, path.slice(1));
  throw new BundleError("OPTION_INVALID", `Cannot use path ${path}: HOME is not an absolute path`, {
    hint: "Write the absolute path.",
  });
}
