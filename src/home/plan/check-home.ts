import { access, constants, lstat, realpath } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import { BundleError } from "../../errors.ts";
import { isAbsent, lookAt } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { MAX_LOCK_PATH, MAX_NAME, MAX_PATH } from "../../limits.ts";
import { checkMounts, storeOfTrees } from "../contents/mounts.ts";
import { inHome } from "../contents/target-home.ts";
import { checkFreeSpace, type Needs } from "./free-space.ts";

/** The longest name below a home that is locked: `.ocx-bundle/staging/<uuid>.lock`. */
const LOCK_NAME = 61;
/** Bytes of the longest path of a home, links resolved. */
const LONGEST_HOME = MAX_LOCK_PATH - LOCK_NAME - 1;

/**
 * Checks that a path can be a home.
 * @throws BundleError `HOME_INVALID` for a relative path, or one that is not a directory or leads nowhere
 */
export async function checkHome(home: string): Promise<void> {
  if (!isAbsolute(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  await checkLength(home);
  const place = await existing(home);
  // Another import may make or remove the home between any two looks.
  const link = await lookAt(home.replace(/(?<=.)\/+$/u, ""), lstat);
  if (link?.isSymbolicLink() === true && (await lookAt(home)) === undefined) {
    const advice = "Create the directory that it leads to, or remove the link.";
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: it is a link that leads nowhere`, { hint: advice });
  }
  if ((await lookAt(place))?.isDirectory() !== false) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}

/** Home-relative folders of an import. Those that are there count. */
export interface ImportFolders {
  /** Between which it renames and links. */
  readonly linked?: readonly string[];
  /** In which it makes, replaces or removes something. */
  readonly written?: readonly string[];
}

/**
 * Checks that a home, or the nearest folder above one that does not exist yet, and the folders of an import are writable, that
 * it is one file system, or that of layers and packages is one, and has room.
 * @throws BundleError `PERMISSION_DENIED`, `HOME_INVALID`, `DISK_FULL`
 */
export async function checkRoom(
  home: string,
  needs: Needs,
  { linked = [], written = [] }: ImportFolders = {},
): Promise<void> {
  const place = await existing(home);
  await checkWritable(place);
  if (place === home) {
    for (const folder of await existingFolders(home, written)) await checkWritable(folder);
    checkMounts(home, linked);
  }
  const store = storeOfTrees(home);
  await checkFreeSpace(await existing(store === undefined ? home : inHome(home, store)), needs, `import into ${home}`);
}

/** Before anything is staged: else another user's import would find out when all is unpacked. */
async function checkWritable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    // Another import has removed the home that it made.
    if (isAbsent(error)) return;
    throw fromSystemError(error, `write to ${folder}`);
  }
}

/** The folders, or for each that is missing the nearest one above it. */
async function existingFolders(home: string, folders: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const folder of folders) found.add(await existing(folder === "." ? home : inHome(home, folder)));
  return found;
}

/** Limits the length of a home's path: the locks in a home are SQLite's, which cannot open long paths. */
async function checkLength(home: string): Promise<void> {
  const refuse = (length: number): never => {
    const found = `its path has ${length} bytes, expected at most ${LONGEST_HOME}`;
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint: "Choose a shorter path." });
  };
  const given = Buffer.byteLength(home);
  // Refuses only a path too long to look up. The real path is checked below: a link above may make it shorter or longer.
  if (given > MAX_PATH - MAX_NAME) refuse(given);
  const { place, real } = await realExisting(home);
  const length = Buffer.byteLength(real) + given - Buffer.byteLength(place);
  if (length > LONGEST_HOME) refuse(length);
}

/** As {@link existing}, with all links resolved. Looks again if another import removes the home that it made. */
async function realExisting(path: string): Promise<{ readonly place: string; readonly real: string }> {
  const place = await existing(path);
  try {
    return { place, real: await realpath(place) };
  } catch (error) {
    if (isAbsent(error)) return realExisting(path);
    throw fromSystemError(error, `look at ${place}`);
  }
}

/** The path itself, or the nearest folder above it that exists. */
async function existing(path: string): Promise<string> {
  const parent = dirname(path);
  return (await lookAt(path)) !== undefined || parent === path ? path : existing(parent);
}
