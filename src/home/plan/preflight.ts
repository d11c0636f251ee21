import { access, constants, lstat, realpath, statfs } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import prettyBytes from "pretty-bytes";
import { BundleError } from "../../errors.ts";
import { isAbsent, lookAt } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { MAX_LOCK_PATH, MAX_NAME, MAX_PATH } from "../../limits.ts";
import { checkMounts, storeOfTrees } from "../contents/mounts.ts";
import { inHome } from "../contents/target-home.ts";
import type { ImportPlan } from "./import-plan.ts";

/** Files, directories and links of a package root besides its content. */
const INODES_OF_A_PACKAGE = 24;
/** A document, and directories that may have to be made for it. */
const INODES_OF_A_DOCUMENT = 4;
/** The size of a small file or directory on a usual file system, in bytes. */
const BLOCK = 4096;

/** The longest name below a home that is locked: `.ocx-bundle/staging/<uuid>.lock`. */
const LOCK_NAME = 61;
/** Bytes of the longest path of a home, links resolved. */
const LONGEST_HOME = MAX_LOCK_PATH - LOCK_NAME - 1;

/** The space that an import needs on a file system. */
export interface Needs {
  /** With what directories and small files take. */
  readonly bytes: number;
  readonly inodes: number;
}

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
  await checkSpace(await existing(store === undefined ? home : inHome(home, store)), needs, `import into ${home}`);
}

/**
 * Checks that the file system of an existing directory has room.
 * @param doing for the message: `import into /opt/ocx`
 * @throws BundleError `DISK_FULL`
 */
async function checkSpace(directory: string, needs: Needs, doing: string): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const lacks: string[] = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  // File systems that make inodes as they need them report none.
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot ${doing}: ${lacks.join(", ")}`);
}

/**
 * The space that an import takes on a file system, and the bytes of files in it as the bundle has them. Packages add no content: their files are hard links.
 * @param sizeOf the size of a layer's content, from the bundle.
 */
export function needsOf(
  plan: ImportPlan,
  sizeOf: (layer: ImportPlan["layers"][number]) => { readonly contentSize: number; readonly entryCount: number },
): Needs & { readonly content: number } {
  const layers = plan.layers.map(sizeOf);
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const trees = sum(layers.map(({ contentSize }) => contentSize));
  const executable = plan.ocx === undefined || plan.ocx.state === "present" ? 0 : plan.ocx.size;
  const content = trees + executable + sum(documents.map(({ bytes }) => bytes.byteLength));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    content,
    bytes: content + small * BLOCK,
    inodes:
      sum(layers.map(({ entryCount }) => entryCount)) +
      packages * INODES_OF_A_PACKAGE +
      documents.length * INODES_OF_A_DOCUMENT,
  };
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
