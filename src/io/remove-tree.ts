import { chmod, readdir, rmdir, unlink } from "node:fs/promises";
import type { OpenTree } from "./open-tree.ts";
import { errnoOf } from "./system-error.ts";

/**
 * Removes what has this name, if anything, and all that is in it. No link is followed on the way, and each directory is held open while
 * it is emptied: whoever exchanges one for a link meanwhile loses nothing elsewhere.
 */
export async function removeTree(tree: OpenTree, path: string): Promise<void> {
  await tree.ifThere(path, async (place) => {
    try {
      await unlink(place);
    } catch (error) {
      const number = errnoOf(error);
      if (number === "ENOENT") return;
      // POSIX has the one, Linux the other for a directory.
      if (number !== "EISDIR" && number !== "EPERM") throw error;
      await empty(tree, path);
      await rmdir(place);
    }
  });
}

async function empty(tree: OpenTree, path: string): Promise<void> {
  using directory = tree.open(path);
  // Not even its owner may empty it otherwise, and it goes.
  await chmod(directory.path, 0o700);
  for (const name of await readdir(directory.path)) await removeTree(directory, name);
}
