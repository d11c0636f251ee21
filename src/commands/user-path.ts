import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { BundleError } from "../errors.ts";
import { errnoOf } from "../io/system-error.ts";
import type { ProcessContext } from "../options/requests.ts";

/** The home of the user; empty where neither HOME nor the system's list of users has one, as for a foreign id in a container. */
export function findUserHome(): string {
  try {
    return homedir();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return "";
  }
}

/** An absolute path for what a user wrote: relative ones start at the working directory. @throws BundleError as {@link expandTilde} */
export function userPath(path: string, context: Pick<ProcessContext, "directory" | "userHome">): string {
  return resolve(context.directory, expandTilde(path, context));
}

/**
 * Puts the user's home in place of a leading `~`. Shells do that for a word alone, and neither in `--home=~/x` nor in a workflow.
 * @throws BundleError `OPTION_INVALID` when no home of the user is known
 */
export function expandTilde(path: string, { userHome }: Pick<ProcessContext, "userHome">): string {
  if (path !== "~" && !path.startsWith("~/")) return path;
  if (isAbsolute(userHome)) return join(userHome, path.slice(1));
  throw new BundleError("OPTION_INVALID", `Cannot use path ${path}: HOME is not an absolute path`, {
    hint: "Write the whole path.",
  });
}
