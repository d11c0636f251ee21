import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { acquireLock, type Lock } from "../io/lock.ts";
import { lookAt } from "../io/look-at.ts";
import { networkFileSystem } from "../io/network-disk.ts";
import { openStaging, type Staging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout, openDirectoryLayout } from "../layout/directory-layout.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";

/** Folder of a layout for what is not part of it: staging, lock, leases and the record of use. */
export const STORE_FOLDER = ".ocx-bundle";
/** Folder for unfinished files, relative to the layout. */
export const STORE_STAGING = `${STORE_FOLDER}/staging`;
/** Folder for the leases of running processes, relative to the layout. */
export const LEASES = `${STORE_FOLDER}/leases`;
/** The lock on the names of the store, relative to the layout. */
export const LOCK_FILE = `${STORE_FOLDER}/lock`;
/** Milliseconds to wait for another process: one that collects garbage holds the lock while it does. */
const PATIENCE = 60_000;
/** Attempts to take the lock: a process that failed may take back the store that it has made. */
const ATTEMPTS = 20;

/** @throws BundleError `BUNDLE_NOT_FOUND` for a directory that is not a store */
export async function openStore(store: string): Promise<Content> {
  if (await isDirectoryLayout(store)) return { ...openDirectoryLayout(store), roots: () => readRoots(store) };
  throw new BundleError(
    "BUNDLE_NOT_FOUND",
    `Cannot open store ${store}: it does not exist, or is not an OCI image layout`,
    {
      hint: "Set `--store` or OCX_BUNDLE_STORE to the directory. `ocx-bundle store add` makes one.",
    },
  );
}

/**
 * Reads the descriptors in the index of a store.
 * @throws BundleError `BUNDLE_INVALID`, `LIMIT_EXCEEDED`, which say how to go on; what reading throws
 */
export async function readRoots(store: string): Promise<readonly Descriptor[]> {
  await using content = openDirectoryLayout(store);
  try {
    return await content.roots();
  } catch (error) {
    if (!(error instanceof BundleError) || !DAMAGED.has(error.code)) throw error;
    throw new BundleError(error.code, `Cannot read store ${store}: its ${INDEX_FILE} or ${LAYOUT_FILE} is damaged`, {
      cause: error,
      hint: `Restore ${INDEX_FILE} from a copy. Or write {"schemaVersion":2,"manifests":[]} into it, and add the bundles again: their blobs are still there. Nothing is removed until then.`,
    });
  }
}

/** Codes of documents that cannot be used. */
const DAMAGED: ReadonlySet<string> = new Set(["BUNDLE_INVALID", "LIMIT_EXCEEDED"]);

/** The record of use, by its name relative to the layout. */
export const USAGE_FILE = `${STORE_FOLDER}/usage.db`;

/** True for a directory that `store add` made, or added to. Other layouts have no leases: their blobs may belong to a running export. */
export async function isStore(path: string): Promise<boolean> {
  for (const each of [USAGE_FILE, LEASES]) if ((await lookAt(join(path, each))) !== undefined) return true;
  return false;
}

/**
 * Makes a private directory in the store.
 * @throws BundleError `FILE_SYSTEM_UNSUPPORTED`, and what {@link openStaging} throws
 */
export async function openStoreStaging(store: string): Promise<Staging> {
  await refuseNetwork(store);
  return openStaging({ root: store, folder: STORE_STAGING });
}

/** Locks of a network file system may exclude nobody, or outlive their holder. */
async function refuseNetwork(store: string): Promise<void> {
  const network = await networkFileSystem(store);
  if (network === undefined) return;
  throw new BundleError(
    "FILE_SYSTEM_UNSUPPORTED",
    `Cannot change store ${store}: it is on a network file system (${network})`,
  );
}

/**
 * Does what changes a store; undefined if this process may only read it.
 * @throws BundleError what `work` throws, besides `PERMISSION_DENIED` and `FILE_SYSTEM_UNSUPPORTED`
 */
export async function unlessReadOnly<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    if (error.code === "PERMISSION_DENIED" || error.code === "FILE_SYSTEM_UNSUPPORTED") return undefined;
    throw error;
  }
}

/**
 * Works while no other process changes the names of the store.
 * @throws BundleError `LOCK_TIMEOUT`, `FILE_SYSTEM_UNSUPPORTED`, `PERMISSION_DENIED`, `IO_FAILED`, and what `work` throws
 */
export async function withLock<Result>(store: string, work: () => Promise<Result>): Promise<Result> {
  await refuseNetwork(store);
  for (let attempt = 1; ; attempt++) {
    using lock = await lockStore(store, attempt === ATTEMPTS);
    if (lock !== undefined) return await work();
  }
}

/** Undefined if the lock vanished with its store, unless this is the last attempt. */
async function lockStore(store: string, isLast: boolean): Promise<Lock | undefined> {
  const path = join(store, LOCK_FILE);
  try {
    await mkdir(join(store, STORE_FOLDER), { recursive: true });
    const lock = await acquireLock(path, PATIENCE);
    if (isLast || (await lookAt(path)) !== undefined) return lock;
    lock[Symbol.dispose]();
    return undefined;
  } catch (error) {
    const failure = fromSystemError(error, `change store ${store}`);
    if (!(failure instanceof BundleError)) throw failure;
    if (failure.code === "FILE_NOT_FOUND" && !isLast) return undefined;
    if (failure.code !== "LOCK_TIMEOUT") throw failure;
    const hint = "Run it again: `store gc` may take long.";
    throw new BundleError(failure.code, failure.message, { cause: error, hint });
  }
}
