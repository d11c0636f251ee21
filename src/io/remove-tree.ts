import { chmodSync, type Dir, type Dirent, opendirSync, rmdirSync, unlinkSync } from "node:fs";
import { unlink } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { OpenTree } from "./open-tree.ts";
import { errnoOf } from "./system-error.ts";

/**
 * Entries that are removed before others have their turn. A promise for each would take ten times as long as removing it, so
 * calls in between are synchronous.
 */
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
  while (!isRemoved(place)) {
    using directory = tree.open(path);
    // Without these bits even its owner could not empty it.
    chmodSync(directory.path, 0o700);
    await empty(directory);
    await setImmediate();
  }
}

/** Reads names one by one: a list of all names could be larger than everything else that a failed import has in memory. */
async function empty(directory: OpenTree): Promise<void> {
  const reader = opendirSync(directory.path, { bufferSize: BATCH });
  try {
    for (let batch = readBatch(reader); batch.length > 0; batch = readBatch(reader)) {
      await removeAll(directory, batch);
      if (batch.length === BATCH) await setImmediate();
    }
  } finally {
    reader.closeSync();
  }
}

function readBatch(reader: Dir): readonly Dirent[] {
  const batch: Dirent[] = [];
  while (batch.length < BATCH) {
    const entry = reader.readSync();
    if (entry === null) break;
    batch.push(entry);
  }
  return batch;
}

async function removeAll(directory: OpenTree, entries: readonly Dirent[]): Promise<void> {
  for (const entry of entries) {
    const { name } = entry;
    const place = `${directory.path}/${name}`;
    if (!entry.isDirectory()) {
      try {
        unlinkSync(place);
      } catch {
        await removeTree(directory, name);
      }
    } else if (!isRemoved(place)) await removeDirectory(directory, name, place);
  }
}

/** Removes a directory if it is empty; false when it is not. */
function isRemoved(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT") return true;
    if (number === "ENOTEMPTY" || number === "EEXIST") return false;
    throw error;
  }
}
