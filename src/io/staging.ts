import { randomUUID } from "node:crypto";
import { access, chmod, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BundleError } from "../errors.ts";
import { asFailure } from "./failure.ts";
import { type Lock, tryLock } from "./lock.ts";

const LOCK_SUFFIX = ".lock";
/** How often a staging directory is tried for while others remove theirs, and with it the folder around all of them. */
const ATTEMPTS = 20;

/** A private directory that lives as long as its process. */
export interface Staging extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a private directory in `folder`, and removes those whose process has died. Each has a lock beside it, which tells
 * the dead from the living. Disposing of it removes it, then the folders above it that are empty: up to `top`, and further
 * up those that were made for it.
 * @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openStaging(folder: string, top: string): Promise<Staging> {
  try {
    const { lock, made } = await makeLock(folder);
    const path = lock.path.slice(0, -LOCK_SUFFIX.length);
    try {
      await mkdir(path, { mode: 0o700 });
      await sweep(folder);
    } catch (error) {
      await remove(path, lock);
      throw error;
    }
    return {
      path,
      [Symbol.asyncDispose]: async () => {
        // What cannot be removed keeps its lock file, and the next one here tries again.
        await quietly(() => remove(path, lock));
        await removeEmpty(folder, made !== undefined && made.length < top.length ? made : top);
      },
    };
  } catch (error) {
    throw asFailure(error, `make a staging directory in ${folder}`);
  }
}

/**
 * Removes the staging directories in `folder` whose process has died, and then the folders that are empty up to `top`. Touches
 * nothing where there are none.
 * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function sweepStaging(folder: string, top: string): Promise<void> {
  if (!(await exists(folder))) return;
  try {
    await sweep(folder);
    await removeEmpty(folder, top);
  } catch (error) {
    throw asFailure(error, `clean up ${folder}`);
  }
}

/** The lock comes before its directory, so that there is never a living directory without one. */
async function makeLock(folder: string): Promise<{ readonly lock: Lock; readonly made: string | undefined }> {
  let made: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Another's end may take a parent away between two of the steps that this is made of.
    const first = await mkdir(folder, { recursive: true }).catch(retryAbsent);
    if (first !== undefined && first.length < (made?.length ?? Number.POSITIVE_INFINITY)) made = first;
    const lock = await lockIn(folder);
    if (lock !== undefined) return { lock, made };
  }
  throw new BundleError("IO_FAILED", `Cannot make a staging directory in ${folder}: it vanished ${ATTEMPTS} times`);
}

function retryAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function lockIn(folder: string): Promise<Lock | undefined> {
  try {
    const lock = await tryLock(join(folder, `${randomUUID()}${LOCK_SUFFIX}`));
    // A sweeper may have taken and removed the file between its creation and its lock. Names never come twice.
    if (lock !== undefined && (await exists(lock.path))) return lock;
    lock?.[Symbol.dispose]();
    return undefined;
  } catch (error) {
    // Someone else's end removed the empty folder.
    if (error instanceof BundleError && error.code === "FILE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Removes what dead processes left. What cannot be removed (another user's) stays: it harms nobody. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names) {
    if (name.endsWith(LOCK_SUFFIX)) await sweepOne(join(folder, name.slice(0, -LOCK_SUFFIX.length)));
    else if (!(await exists(join(folder, `${name}${LOCK_SUFFIX}`))))
      await quietly(() => removeTree(join(folder, name)));
  }
}

async function sweepOne(path: string): Promise<void> {
  await quietly(async () => {
    const lock = await tryLock(`${path}${LOCK_SUFFIX}`, { create: false });
    if (lock !== undefined) await remove(path, lock);
  });
}

/** The directory goes first: without its lock file it would look dead while it is being removed, and it is. */
async function remove(path: string, lock: Lock): Promise<void> {
  try {
    await removeTree(path);
    await rm(lock.path, { force: true });
  } finally {
    lock[Symbol.dispose]();
  }
}

/** Removes the folders from `folder` up to `top` as long as they are empty. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  for (let path = folder; path.length >= top.length; path = dirname(path)) {
    if (!(await quietly(() => rmdir(path)))) return;
  }
}

/** Staged trees may have directories that not even their owner may write to. */
async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM")))
      throw error;
    await unlock(path);
    await rm(path, { recursive: true, force: true });
  }
}

async function unlock(directory: string): Promise<void> {
  await chmod(directory, 0o700);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    // What the first removal still takes away may be gone by now.
    if (entry.isDirectory()) await quietly(() => unlock(join(directory, entry.name)));
  }
}

/** @returns false when the file system, or a lock, did not let it. Bugs pass. */
async function quietly(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return await quietly(() => access(path));
}
