import { randomUUID } from "node:crypto";
import { access, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { BundleError } from "../errors.ts";
import { type Lock, tryLock } from "./lock.ts";
import { type OpenTree, openTree } from "./open-tree.ts";
import { removeTree } from "./remove-tree.ts";
import { fromSystemError } from "./system-error.ts";

const LOCK_SUFFIX = ".lock";
/** Attempts to make a staging directory: another process may remove the folder around all of them at the same time. */
const ATTEMPTS = 20;

/** A private directory that lives as long as its process. */
export interface Staging extends AsyncDisposable {
  /** Path of the private directory, valid in this process and its threads. */
  readonly path: string;
  /** The private directory, held open. */
  readonly tree: OpenTree;
  /** The root above it, held open. */
  readonly root: OpenTree;
}

/** The folder for private directories. */
export interface StagingPlace {
  /** Made with its parents if it does not exist. */
  readonly root: string;
  /** Relative to the root. */
  readonly folder: string;
  /** Directories of the root that may be links. */
  readonly links?: readonly string[];
}

/**
 * Makes a private directory in the folder, and removes those whose process has died. Each has a lock beside it that its process
 * holds. Disposal removes the directory, then the folders around it that are empty, then the parents that were made for it.
 * @throws BundleError `PATH_UNSAFE`, `PERMISSION_DENIED`, `DISK_FULL`, `FILE_SYSTEM_UNSUPPORTED`, `IO_FAILED`
 */
export async function openStaging(place: StagingPlace): Promise<Staging> {
  const { root: path, folder } = place;
  try {
    const { root, lock, made } = await makeLock(place);
    const name = `${folder}/${basename(lock.path, LOCK_SUFFIX)}`;
    const leave = async (): Promise<void> => {
      // If removal fails, the lock file stays, and the next process to stage here tries again.
      await succeeds(() => remove(root, name, lock));
      await removeEmpty(root, folder);
      root[Symbol.dispose]();
      if (made !== undefined) await removeMade(path, made);
    };
    try {
      await root.at(name, (at) => mkdir(at, { mode: 0o700 }));
      await sweep(root, folder);
      const tree = root.open(name);
      const dispose = async (): Promise<void> => {
        tree[Symbol.dispose]();
        await leave();
      };
      return { path: tree.path, tree, root, [Symbol.asyncDispose]: dispose };
    } catch (error) {
      await leave();
      throw error;
    }
  } catch (error) {
    throw fromSystemError(error, `make a staging directory in ${path}/${folder}`);
  }
}

/**
 * Removes the staging directories whose process has died, and then the empty folders. Changes nothing if the folder does not
 * exist.
 * @throws BundleError `PATH_UNSAFE`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function sweepStaging({ root: path, folder, links = [] }: StagingPlace): Promise<void> {
  if (!(await exists(`${path}/${folder}`))) return;
  try {
    using root = openTree(path, { links });
    await sweep(root, folder);
    await removeEmpty(root, folder);
  } catch (error) {
    const failure = fromSystemError(error, `clean up ${path}/${folder}`);
    // Another process that ended removed the empty folder meanwhile.
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return;
    throw failure;
  }
}

interface LockedRoot {
  readonly root: OpenTree;
  readonly lock: Lock;
  readonly made: string | undefined;
}

/** Takes the lock before the directory is made, so that a directory in use always has one. */
async function makeLock({ root: path, folder, links }: StagingPlace): Promise<LockedRoot> {
  let made: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Another process that ends may remove a parent between two of the steps of this call.
    const first = await mkdir(path, { recursive: true }).catch(unlessAbsent);
    if (first !== undefined && first.length < (made?.length ?? Number.POSITIVE_INFINITY)) made = first;
    const root = await lockIn(path, folder, links ?? []).catch(async (error: unknown) => {
      await leaveNothing(path, folder, made);
      throw error;
    });
    if (root !== undefined) return { ...root, made };
  }
  await leaveNothing(path, folder, made);
  const found = `no lock could be taken there in ${ATTEMPTS} attempts`;
  throw new BundleError("FILE_SYSTEM_UNSUPPORTED", `Cannot make a staging directory in ${path}: ${found}`, {
    hint: "Choose a directory on a file system with locks. A network file system has them if its lock service runs.",
  });
}

/** Removes the folders that were made for a lock that could not be taken. */
async function leaveNothing(path: string, folder: string, made: string | undefined): Promise<void> {
  await succeeds(async () => {
    using root = openTree(path);
    await removeEmpty(root, folder);
  });
  if (made !== undefined) await removeMade(path, made);
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function lockIn(
  path: string,
  folder: string,
  links: readonly string[],
): Promise<Omit<LockedRoot, "made"> | undefined> {
  let root: OpenTree | undefined;
  try {
    root = openTree(path, { links });
    const lock = await root.at(`${folder}/${randomUUID()}${LOCK_SUFFIX}`, async (place) => {
      const taken = await tryLock(place);
      // A sweep may have removed the file between its creation and its lock. Names are never reused.
      if (taken !== undefined && (await exists(place))) return taken;
      // A file system without locks looks like one where another process always has them.
      if (taken === undefined) await rm(place, { force: true });
      taken?.[Symbol.dispose]();
      return undefined;
    });
    if (lock !== undefined) return { root, lock };
    root[Symbol.dispose]();
    return undefined;
  } catch (error) {
    root?.[Symbol.dispose]();
    // Another process that ended removed the empty folder.
    const failure = fromSystemError(error, `lock ${path}/${folder}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return undefined;
    throw failure;
  }
}

/** Removes the leftovers of dead processes. Those that cannot be removed (another user's) stay; they do no harm. */
async function sweep(root: OpenTree, folder: string): Promise<void> {
  const names = await namesIn(root, folder);
  for (const name of names) {
    const path = `${folder}/${name}`;
    if (name.endsWith(LOCK_SUFFIX)) await sweepOne(root, path.slice(0, -LOCK_SUFFIX.length));
    else if (!(await isLocked(root, path))) await succeeds(() => removeTree(root, path));
  }
}

async function namesIn(root: OpenTree, folder: string): Promise<readonly string[]> {
  using opened = root.open(folder);
  return await readdir(opened.path);
}

async function isLocked(root: OpenTree, path: string): Promise<boolean> {
  return (await root.ifThere(`${path}${LOCK_SUFFIX}`, exists)) === true;
}

async function sweepOne(root: OpenTree, path: string): Promise<void> {
  await succeeds(async () => {
    const lock = await root.ifThere(`${path}${LOCK_SUFFIX}`, (place) => tryLock(place, { create: false }));
    if (lock !== undefined) await remove(root, path, lock);
  });
}

/** Removes the directory before its lock file: without the lock file another process would remove it at the same time. */
async function remove(root: OpenTree, path: string, lock: Lock): Promise<void> {
  try {
    await removeTree(root, path);
    await root.ifThere(`${path}${LOCK_SUFFIX}`, (place) => rm(place, { force: true }));
  } finally {
    lock[Symbol.dispose]();
  }
}

/** Removes the folder and its parents up to the root, as long as they are empty. */
async function removeEmpty(root: OpenTree, folder: string): Promise<void> {
  for (let path = folder; path !== "."; path = dirname(path)) {
    if (!(await succeeds(async () => root.ifThere(path, (place) => rmdir(place))))) return;
  }
}

/** Removes the root and its parents up to `made`, the first that was created, as long as they are empty. */
async function removeMade(root: string, made: string): Promise<void> {
  for (let path = root; path.length >= made.length; path = dirname(path)) {
    if (!(await succeeds(() => rmdir(path)))) return;
  }
}

/** @returns false after an error of the file system or a lock; other errors are thrown. */
async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return await succeeds(() => access(path));
}
