import { isAbsolute, join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { expandTilde, hasLostBytes, userPath } from "./user-path.ts";

/**
 * The home as OCX finds it: the requested path, else `OCX_HOME`, else `.ocx` in the user's home. The spelling is kept, because
 * links and launchers contain it.
 * @throws BundleError `HOME_INVALID` for a path that is relative, or not UTF-8
 */
export function homePath(asked: string | undefined, { variables, userHome, directory }: ProcessContext): string {
  const given = (asked && expandTilde(asked, { userHome })) || variables["OCX_HOME"];
  if (!given && !isAbsolute(userHome)) {
    throw new BundleError("HOME_INVALID", "Cannot find the home: neither OCX_HOME nor HOME is an absolute path", {
      hint: "Set `home` or OCX_HOME.",
    });
  }
  const path = given || join(userHome, ".ocx");
  if (hasLostBytes(path))
    throw new BundleError("HOME_INVALID", `Cannot use home ${path}: its path is not UTF-8`, {
      hint: "Choose a home with a path of UTF-8 names.",
    });
  if (isAbsolute(path)) return path.replace(/(?<=.)\/+$/u, "");
  const name = asked ? "home" : "the home in OCX_HOME,";
  throw new BundleError("HOME_INVALID", `Cannot use ${name} "${path}": it is relative, expected an absolute path`, {
    hint: /^[a-z]:[\\/]/i.test(path)
      ? "Use a path of this system, for example /opt/ocx. In WSL, C:\\ is /mnt/c/."
      : `Write ${userPath(path, { directory, userHome })} if you mean that directory.`,
  });
}

/** The directory that OCX reads the local index from, if that is not the home's own. A tag there means what it means to OCX. */
export function indexPath({ variables, directory }: ProcessContext): string | undefined {
  const named = variables["OCX_INDEX"];
  return named === undefined || named === "" ? undefined : resolve(directory, named);
}
