import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat, open, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { isAbsent } from "./look-at.ts";
import type { OpenTree } from "./open-tree.ts";
import { removeTree } from "./remove-tree.ts";
import { errnoOf } from "./system-error.ts";

/** A file becomes visible whole, with its mode, or not at all. */
export interface FileToPublish {
  /** Relative to the tree that it is published in. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits, from which the umask takes its own. */
  readonly mode: number;
}

/** A link becomes visible with its final target, and atomically replaces an older link or file of that name. */
export interface LinkToPublish {
  /** Relative to the tree that it is published in. */
  readonly path: string;
  readonly target: string;
}

/**
 * Writes a file in `staging`, then makes it visible under its name in one rename. `staging` must lie on the same file system.
 */
export async function publishFile(
  tree: OpenTree,
  { path, bytes, mode }: FileToPublish,
  staging: string,
): Promise<void> {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  await publishPath(tree, path, staged);
}

/** Makes a symlink in `staging`, then puts it under its name in one rename, over an older one. */
export async function publishLink(tree: OpenTree, { path, target }: LinkToPublish, staging: string): Promise<void> {
  const staged = join(staging, randomUUID());
  await symlink(target, staged);
  await publishPath(tree, path, staged);
}

/** Moves the file, link or directory at `staged` to its final name. Makes missing parents with default modes. */
export async function publishPath(tree: OpenTree, path: string, staged: string): Promise<void> {
  await tree.at(path, (place) => rename(staged, place));
}

/**
 * Makes a finished directory visible under its name in one rename. Something incomplete under that name is first moved into
 * `staging`, where it is removed with the rest.
 * @returns false when a complete one exists already: then it stays, and the staged one is not used.
 */
export async function publishDirectory(
  tree: OpenTree,
  path: string,
  {
    staged,
    staging,
    isComplete,
  }: { readonly staged: string; readonly staging: string; readonly isComplete: (place: string) => Promise<boolean> },
): Promise<boolean> {
  if (await tree.ifThere(path, isComplete)) return false;
  await moveAside(tree, path, staging);
  await publishPath(tree, path, staged);
  return true;
}

/** Moves the entry of this name, if it exists, into `staging`. */
export async function moveAside(tree: OpenTree, path: string, staging: string): Promise<void> {
  await tree.ifThere(path, async (place) => {
    try {
      await rename(place, join(staging, randomUUID()));
    } catch (error) {
      if (isAbsent(error) && !(await isThere(place))) return;
      // overlayfs cannot rename a directory of a lower file system.
      if (errnoOf(error) !== "EXDEV") throw error;
      await removeTree(tree, path);
    }
  });
}

/** Writes a file that must not exist yet, with exactly `mode` but for the umask. */
export async function writeNew(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  await using file = await open(path, "wx", mode);
  await file.writeFile(bytes);
}

/**
 * Flushes the file system that holds `path`, so that everything written so far survives a power cut. One call for a whole
 * staged tree: flushing each file would take minutes.
 * @throws BundleError `IO_FAILED`
 */
export async function syncFileSystem(path: string): Promise<void> {
  // GNU coreutils and busybox know the option; without it plain `sync` flushes every file system.
  if ((await sync(["-f", path])) || (await sync([]))) return;
  throw new BundleError("IO_FAILED", `Cannot flush ${path} to disk: \`sync\` failed`);
}

/** True when the program succeeded. */
async function sync(args: readonly string[]): Promise<boolean> {
  const child = spawn("sync", args, { stdio: "ignore" });
  try {
    const [status]: unknown[] = await once(child, "exit");
    return status === 0;
  } catch (error) {
    throw new BundleError("IO_FAILED", "Cannot flush to disk: no program `sync`", { cause: error });
  }
}

async function isThere(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
