import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { acquireLock } from "../io/lock.ts";
import { lookAt } from "../io/look-at.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout, openDirectoryLayout } from "../layout/directory-layout.ts";

/** Folder of a layout for what is not part of it: staging, lock, leases and the record of use. */
export const OWN_FOLDER = ".ocx-bundle";
/** Folder for unfinished files, relative to the layout. */
export const STAGING = `${OWN_FOLDER}/staging`;
/** Milliseconds to wait for another process: one that collects garbage holds the lock while it does. */
const PATIENCE = 60_000;

/** @throws BundleError `BUNDLE_NOT_FOUND` for a directory that is not a store */
export async function openStore(store: string): Promise<Content> {
  if (await isDirectoryLayout(store)) return openDirectoryLayout(store);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot open store ${store}: it is not there, or is no OCI image layout`, {
    hint: "Set `--store` or OCX_BUNDLE_STORE to the directory. `ocx-bundle store add` makes one.",
  });
}

/** The record of use, by its name relative to the layout: what makes a layout a store. */
export const USAGE_FILE = `${OWN_FOLDER}/usage.db`;

/** True for a directory that `addToStore` made, or added to. */
export async function isStore(path: string): Promise<boolean> {
  return (await lookAt(join(path, USAGE_FILE))) !== undefined;
}

/**
 * Works while no other process changes the names of the store.
 * @throws BundleError `LOCK_TIMEOUT`, `PERMISSION_DENIED`, `IO_FAILED`, and what `work` throws
 */
export async function withLock<Result>(store: string, work: () => Promise<Result>): Promise<Result> {
  const own = join(store, OWN_FOLDER);
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
