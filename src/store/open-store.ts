import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { acquireLock } from "../io/lock.ts";
import { lookAt } from "../io/look-at.ts";
import { networkFileSystem } from "../io/network-disk.ts";
import { openStaging, type Staging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout, openDirectoryLayout } from "../layout/directory-layout.ts";

/** Folder of a layout for what is not part of it: staging, lock, leases and the record of use. */
export const STORE_FOLDER = ".ocx-bundle";
/** Folder for unfinished files, relative to the layout. */
const STAGING = `${STORE_FOLDER}/staging`;
/** Folder for the leases of running processes, relative to the layout. */
export const LEASES = `${STORE_FOLDER}/leases`;
/** Milliseconds to wait for another process: one that collects garbage holds the lock while it does. */
const PATIENCE = 60_000;

/** @throws BundleError `BUNDLE_NOT_FOUND` for a directory that is not a store */
export async function openStore(store: string): Promise<Content> {
  if (await isDirectoryLayout(store)) return openDirectoryLayout(store);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot open store ${store}: it is not there, or is no OCI image layout`, {
    hint: "Set `--store` or OCX_BUNDLE_STORE to the directory. `ocx-bundle store add` makes one.",
  });
}

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
  return openStaging({ root: store, folder: STAGING });
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
  const own = join(store, STORE_FOLDER);
  await refuseNetwork(store);
  try {
    await mkdir(own, { recursive: true });
  } catch (error) {
    throw fromSystemError(error, `change store ${store}`);
  }
  using _ = await acquireLock(join(own, "lock"), PATIENCE).catch((error: unknown) => {
    if (!(error instanceof BundleError) || error.code !== "LOCK_TIMEOUT") throw error;
    throw new BundleError(error.code, error.message, { cause: error, hint: "Run it again: `store gc` may take long." });
  });
  return await work();
}
