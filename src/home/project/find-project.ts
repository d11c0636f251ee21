import { lstat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";

const PROJECT_FILE = "ocx.toml";
const LOCK_FILE = "ocx.lock";

/** Where to look for a project. The variables are handed in: nothing below the edges reads the environment. */
export interface ProjectSearch {
  /** The working directory. */
  readonly directory: string;
  /** A file, or the directory that holds it: what the user named. */
  readonly named?: string | undefined;
  /** OCX_PROJECT. */
  readonly variable?: string | undefined;
  /** OCX_CEILING_PATH: the last directory that is looked into. */
  readonly ceiling?: string | undefined;
  /** OCX_NO_PROJECT is set: only a named project counts. */
  readonly none?: boolean;
  /** The OCX home: its own `ocx.toml`, the global toolchain, counts where there is no other and its lock is there. */
  readonly home?: string | undefined;
  /** OCX_GLOBAL is set: the global toolchain comes before all but a named project. */
  readonly global?: boolean;
}

/**
 * The project file that OCX would use: the named one, else OCX_PROJECT, else the nearest `ocx.toml` upwards, not beyond a
 * repository's top or the ceiling, else the global one of the home. Undefined when there is none.
 * @throws BundleError `PROJECT_NOT_FOUND` for a named one that is not there; `PROJECT_INVALID` for one that is no file
 */
export async function findProject(search: ProjectSearch): Promise<string | undefined> {
  if (search.named !== undefined) return namedProject(resolve(search.directory, search.named));
  if (search.none === true) return undefined;
  if (search.global === true && search.home !== undefined) return namedProject(search.home);
  if (search.variable !== undefined && search.variable !== "")
    return namedProject(resolve(search.directory, search.variable));
  return (await walkUp(resolve(search.directory), search.ceiling)) ?? (await globalProject(search.home));
}

/** The global toolchain of a home, once it is locked. */
export async function globalProject(home: string | undefined): Promise<string | undefined> {
  if (home === undefined) return undefined;
  const [file, lock] = [join(home, PROJECT_FILE), join(home, LOCK_FILE)];
  return (await lookAt(file))?.isFile() === true && (await lookAt(lock))?.isFile() === true ? file : undefined;
}

/** A named project may be a link; a directory stands for the file in it. */
async function namedProject(path: string): Promise<string> {
  const found = await lookAt(path);
  if (found?.isFile() === true) return path;
  if (found === undefined)
    throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: there is no such file`);
  if (!found.isDirectory()) throw new BundleError("PROJECT_INVALID", `Cannot read project ${path}: it is no file`);
  const file = join(path, PROJECT_FILE);
  if ((await lookAt(file))?.isFile() === true) return file;
  throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: there is no ${PROJECT_FILE} in it`);
}

async function walkUp(directory: string, ceiling?: string): Promise<string | undefined> {
  const file = join(directory, PROJECT_FILE);
  // Not through a link: a file that someone put on the way up must not choose the project. OCX says the same.
  if ((await lookAt(file, lstat))?.isFile() === true) return file;
  if ((await lookAt(join(directory, ".git"), lstat)) !== undefined) return undefined;
  const parent = dirname(directory);
  return directory === ceiling || parent === directory ? undefined : walkUp(parent, ceiling);
}
