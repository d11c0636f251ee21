import type { Dirent } from "node:fs";
import { chmod, opendir, rmdir, unlink } from "node:fs/promises";
import { mapInBatches } from "./batches.ts";
import type { OpenTree } from "./open-tree.ts";
import { errnoOf } from "./system-error.ts";

/** Entries that are removed at the same time. */
const BATCH = 64;

/**
 * Removes the entry of this name, if it exists, with everything in it. Links are not followed, and each directory is held open
 * while it is emptied: replacing one by a link meanwhile removes nothing elsewhere.
 */
export async function removeTree(tree: OpenTree, path: string): Promise<void> {
  await tree.ifThere(path, async (place) => {
    try {
      await unlink(place);
    } catch (error) {
      const number = errnoOf(error);
      if (number === "ENOENT") return;
      // Errors for a directory: EPERM in POSIX, EISDIR on Linux.
      if (number !== "EISDIR" && number !== "EPERM") throw error;
      await removeDirectory(tree, path, place);
    }
  });
}

async function removeDirectory(tree: OpenTree, path: string, place: string): Promise<void> {
  while (!(await isRemoved(place))) {
    using directory = tree.open(path);
    // Without these bits even its owner could not empty it.
    await chmod(directory.path, 0o700);
    await empty(directory);
  }
}

/** Reads names one by one: a list of all names could be larger than everything else that a failed import has in memory. */
async function empty(directory: OpenTree): Promise<void> {
  let batch: Dirent[] = [];
  for await (const entry of await opendir(directory.path, { bufferSize: BATCH })) {
    if (batch.push(entry) < BATCH) continue;
    await removeAll(directory, batch);
    batch = [];
  }
  await removeAll(directory, batch);
}

async function removeAll(directory: OpenTree, entries: readonly Dirent[]): Promise<void> {
  const full: string[] = [];
  await mapInBatches(entries, async (entry) => {
    const { name } = entry;
    const place = `${directory.path}/${name}`;
    if (!entry.isDirectory()) await unlink(place).catch(() => removeTree(directory, name));
    else if (!(await isRemoved(place))) full.push(name);
  });
  // One after the other, so that only a directory and its parents are open at a time.
  for (const name of full) await removeDirectory(directory, name, `${directory.path}/${name}`);
}

/** Removes a directory if it is empty; false when it is not. */
async function isRemoved(directory: string): Promise<boolean> {
  try {
    await rmdir(directory);
    return true;
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT") return true;
    if (number === "ENOTEMPTY" || number === "EEXIST") return false;
    throw error;
  }
}
