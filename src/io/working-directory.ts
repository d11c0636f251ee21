import { type OpenTree, openTree, withNames } from "./open-tree.ts";

/** The working directory belongs to the whole process, so only one tree can be it. */
let isTaken = false;

/**
 * Makes an open tree the working directory while `work` runs, and calls it with the tree's path for all threads. Relative paths
 * begin in that very directory, as paths through its descriptor do. But the kernel need not look up four names in `/proc` for each
 * of them, which costs half as much as creating a file. Until `work` ends nothing else may use relative paths. Without
 * descriptors, or while another tree is the working directory, the path is the tree's own.
 */
export async function inside<T>(tree: OpenTree, work: (path: string) => Promise<T>): Promise<T> {
  if (isTaken || tree.path === tree.name) return await work(tree.path);
  using before = openTree(".");
  process.chdir(tree.path);
  isTaken = true;
  try {
    return await work(".");
  } catch (error) {
    throw withNames(error, { path: ".", name: tree.name });
  } finally {
    // Through its descriptor, since it may have been moved or removed.
    process.chdir(before.path);
    isTaken = false;
  }
}
