import { rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isAbsent, lookAt, namesIn } from "../io/look-at.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import { INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { LEASES, LOCK_FILE, readRoots, STORE_FOLDER, STORE_STAGING, USAGE_FILE, withLock } from "./open-store.ts";

/**
 * Call it before a run may make a store. The result takes back what the run made of it, if that is still empty: a store that
 * existed, one with a blob or a name, and one that others use stay as they are.
 */
export async function watchNewStore(store: string): Promise<() => Promise<void>> {
  if (await isDirectoryLayout(store)) return async () => {};
  const made = await firstMissing(store);
  return async () => {
    try {
      if ((await lookAt(join(store, STORE_FOLDER))) === undefined) return;
      await withLock(store, () => removeLayout(store));
      if (made !== undefined) await removeUpTo(made, store);
    } catch (error) {
      // Why the run has failed is what matters.
      if (!(error instanceof Error && "code" in error)) throw error;
    }
  };
}

/** The first directory of a path that does not exist yet. */
async function firstMissing(path: string): Promise<string | undefined> {
  let missing: string | undefined;
  for (let each = path; (await lookAt(each)) === undefined; each = dirname(each)) missing = each;
  return missing;
}

/** Removes a directory and its parents up to `first`, as long as they are empty. */
async function removeUpTo(first: string, directory: string): Promise<void> {
  for (let path = directory; path.length >= first.length; path = dirname(path)) if (!(await isRemoved(path))) return;
}

/** Removes a layout without content, and the lock that is held. Others that run have a staging directory or a lease. */
async function removeLayout(store: string): Promise<void> {
  if ((await lookAt(join(store, STORE_STAGING))) !== undefined || (await namesIn(join(store, LEASES))).length > 0)
    return;
  if ((await isDirectoryLayout(store)) && (await readRoots(store)).length > 0) return;
  const blobs = join(store, "blobs");
  for (const folder of [...(await namesIn(blobs)).map((name) => join(blobs, name)), blobs])
    if (!(await isRemoved(folder))) return;
  // A directory without it is not a layout.
  for (const file of [LAYOUT_FILE, INDEX_FILE, USAGE_FILE]) await rm(join(store, file), { force: true });
  await isRemoved(join(store, LEASES));
  await rm(join(store, LOCK_FILE), { force: true });
  await isRemoved(join(store, STORE_FOLDER));
}

/** Removes a directory that is empty; false if it is not. */
async function isRemoved(directory: string): Promise<boolean> {
  try {
    await rmdir(directory);
    return true;
  } catch (error) {
    return isAbsent(error);
  }
}
