import { lstat } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";

const PROJECT_FILE = "ocx.toml";
const LOCK_FILE = "ocx.lock";

/** Inputs of the search for a project. The variables are passed in: only the entry points read the environment. */
export interface ProjectSearch {
  /** The working directory. */
  readonly directory: string;
  /** The project that the user named: a file, or the directory that holds it. */
  readonly named?: string | undefined;
  /** OCX_PROJECT. */
  readonly variable?: string | undefined;
  /** OCX_CEILING_PATH: the last directory that is looked into. */
  readonly ceiling?: string | undefined;
  /** OCX_NO_PROJECT is set: only a named project and, with OCX_GLOBAL, the global toolchain count. */
  readonly none?: boolean;
  /** The OCX home. Its own `ocx.toml`, the global toolchain, counts when no other is found and it has a lock. */
  readonly home?: string | undefined;
  /** OCX_GLOBAL is set: the global toolchain comes before all but a named project. */
  readonly global?: boolean;
}

/**
 * The project file that OCX would use: the named one, else OCX_PROJECT, else the nearest `ocx.toml` upwards, not beyond a
 * repository's top or the ceiling, else the global one of the home. Undefined when there is none.
 * @throws BundleError `PROJECT_NOT_FOUND` for a named one that does not exist; `PROJECT_INVALID` for one that is not a file;
 * `OPTION_INVALID` when both OCX_GLOBAL and OCX_PROJECT are set
 */
export async function findProject(search: ProjectSearch): Promise<string | undefined> {
  if (search.named !== undefined) return namedProject(resolve(search.directory, search.named));
  const isSelected = search.variable !== undefined && search.variable !== "";
  if (search.global === true && isSelected) throw ambiguous();
  if (search.global === true && search.home !== undefined) return namedProject(search.home);
  if (search.none === true) return undefined;
  if (isSelected) return namedProject(resolve(search.directory, search.variable));
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
  if (found === undefined) throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: it does not exist`);
  if (!found.isDirectory()) throw new BundleError("PROJECT_INVALID", `Cannot read project ${path}: it is not a file`);
  const file = join(path, PROJECT_FILE);
  if ((await lookAt(file))?.isFile() === true) return file;
  throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${path}: it has no ${PROJECT_FILE}`);
}

async function walkUp(directory: string, ceiling?: string): Promise<string | undefined> {
  const file = join(directory, PROJECT_FILE);
  // Not through a link: a file that someone put on the way up must not choose the project. OCX says the same.
  if ((await lookAt(file, lstat))?.isFile() === true) return file;
  if ((await lookAt(join(directory, ".git"), lstat)) !== undefined) return undefined;
  const parent = dirname(directory);
  return isSamePath(directory, ceiling) || parent === directory ? undefined : walkUp(parent, ceiling);
}

/** As Rust compares paths: slashes at the end, doubled ones and `.` do not count, but `..` does. */
function isSamePath(directory: string, ceiling: string | undefined): boolean {
  return ceiling !== undefined && isAbsolute(ceiling) && partsOf(directory) === partsOf(ceiling);
}

function partsOf(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/");
}

function ambiguous(): BundleError {
  return new BundleError("OPTION_INVALID", "Cannot choose a project: both OCX_GLOBAL and OCX_PROJECT are set", {
    hint: "Unset one of them: OCX refuses both together.",
  });
}
