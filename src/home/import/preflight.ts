import { randomUUID } from "node:crypto";
import { renameSync } from "node:fs";
import { access, constants, realpath, statfs } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import prettyBytes from "pretty-bytes";
import { BundleError } from "../../errors.ts";
import { LONGEST_LOCK_PATH } from "../../io/lock.ts";
import { lookAt } from "../../io/look-at.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import { MAX_NAME, MAX_PATH } from "../../limits.ts";
import type { ImportPlan } from "./import-plan.ts";
import { OWN_FOLDER } from "./imports-log.ts";
import { inHome } from "./target-home.ts";

/** Directories of a home between which OCX renames and makes hard links. */
export const STORES: readonly string[] = ["blobs", "layers", "packages", "symlinks", "index", "projects", "temp"];

/** Files, directories and links of a package root besides its content. */
const INODES_OF_A_PACKAGE = 24;
/** A document, and directories that may have to be made for it. */
const INODES_OF_A_DOCUMENT = 4;
/** The size of a small file or directory on a usual file system, in bytes. */
const BLOCK = 4096;

/** The longest name below a home that is locked: `.ocx-bundle/staging/<uuid>.lock`. */
const LOCK_NAME = 61;
/** Bytes of the longest path of a home, links resolved. */
const LONGEST_HOME = LONGEST_LOCK_PATH - LOCK_NAME - 1;

/** The space that an import needs on a file system. */
export interface Needs {
  readonly bytes: number;
  readonly inodes: number;
}

/**
 * Checks that a path can be a home.
 * @throws BundleError `HOME_INVALID` for a relative path or one that is not a directory
 */
export async function checkHome(home: string): Promise<void> {
  if (!isAbsolute(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  await checkLength(home);
  const place = await existing(home);
  if ((await lookAt(place))?.isDirectory() === true) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}

/**
 * Checks that a home, or the nearest folder above one that does not exist yet, is writable, is one file system, and has room for
 * an import.
 * @param folders home-relative, between which an import renames and links; those that are there count.
 * @throws BundleError `PERMISSION_DENIED`, `HOME_INVALID`, `DISK_FULL`
 */
export async function checkRoom(home: string, needs: Needs, folders: readonly string[] = []): Promise<void> {
  const place = await existing(home);
  try {
    await access(place, constants.W_OK);
  } catch (error) {
    throw fromSystemError(error, `write to ${place}`);
  }
  if (place === home) checkOneFileSystem(home, folders);
  await checkSpace(place, needs, `import into ${home}`);
}

/**
 * Checks that the file system of an existing directory has room.
 * @param doing for the message: `import into /opt/ocx`
 * @throws BundleError `DISK_FULL`
 */
export async function checkSpace(directory: string, needs: Needs, doing: string): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const lacks: string[] = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  // File systems that make inodes as they need them report none.
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot ${doing}: ${lacks.join(", ")}`);
}

/**
 * The space that an import takes on a file system. Packages add no content: their files are hard links.
 * @param sizeOf the size of a layer's content, from the bundle.
 */
export function needsOf(
  plan: ImportPlan,
  sizeOf: (layer: ImportPlan["layers"][number]) => { readonly contentSize: number; readonly entryCount: number },
): Needs {
  const layers = plan.layers.map(sizeOf);
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const content = sum(layers.map(({ contentSize }) => contentSize));
  const executable = plan.ocx === undefined || plan.ocx.state === "present" ? 0 : plan.ocx.size;
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    bytes: content + executable + sum(documents.map(({ bytes }) => bytes.byteLength)) + small * BLOCK,
    inodes:
      sum(layers.map(({ entryCount }) => entryCount)) +
      packages * INODES_OF_A_PACKAGE +
      documents.length * INODES_OF_A_DOCUMENT,
  };
}

/** Refuses a home on several file systems: OCX and an import link and rename between its stores, and never copy. */
function checkOneFileSystem(home: string, folders: readonly string[]): void {
  for (const folder of new Set([...STORES, OWN_FOLDER, ...folders])) {
    const path = inHome(home, folder);
    const number = trialRename(home, path);
    if (number === "EXDEV") {
      const hint = "Move the whole home to one file system, with no mount inside it.";
      const found = `${path} is on another file system, or mounted by itself`;
      throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
    }
    if (number === "EROFS") {
      throw new BundleError("PERMISSION_DENIED", `Cannot write to ${path}: the file system is read-only`);
    }
  }
}

/**
 * The error code of renaming a file that does not exist into a directory. Only this tells a bind mount from a directory, and it
 * changes nothing.
 */
function trialRename(home: string, directory: string): string | undefined {
  const name = randomUUID();
  try {
    renameSync(`${home}/${name}`, `${directory}/${name}`);
    return undefined;
  } catch (error) {
    return errnoOf(error);
  }
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
  const place = await existing(home);
  const length = Buffer.byteLength(await realpath(place)) + given - Buffer.byteLength(place);
  if (length > LONGEST_HOME) refuse(length);
}

/** The path itself, or the nearest folder above it that exists. */
async function existing(path: string): Promise<string> {
  const parent = dirname(path);
  return (await lookAt(path)) !== undefined || parent === path ? path : existing(parent);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
