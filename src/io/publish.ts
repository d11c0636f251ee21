import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat, mkdir, open, rename, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BundleError } from "../errors.ts";

/** A file becomes visible whole, with its mode, or not at all. */
export interface FileToPublish {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits, from which the umask takes its own. */
  readonly mode: number;
}

/** A link becomes visible with its final text; what had its name before is replaced in the same moment. */
export interface LinkToPublish {
  readonly path: string;
  readonly target: string;
}

/**
 * Writes a file in `staging`, then makes it visible under its name in one rename. `staging` must lie on the same file system.
 */
export async function publishFile({ path, bytes, mode }: FileToPublish, staging: string): Promise<void> {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  await publishPath(path, staged);
}

/** Makes a symlink in `staging`, then puts it under its name in one rename, over an older one. */
export async function publishLink({ path, target }: LinkToPublish, staging: string): Promise<void> {
  const staged = join(staging, randomUUID());
  await symlink(target, staged);
  await publishPath(path, staged);
}

/** Moves what lies at `staged`, a file, a link or a directory, to its final name. Parents come with default modes. */
export async function publishPath(path: string, staged: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(staged, path);
}

/**
 * Makes a finished directory visible under its name in one rename. Something incomplete under that name is first moved into
 * `staging`, where it is removed with the rest.
 * @returns false when a complete one was there first: then it stays, and the staged one is not used.
 */
export async function publishDirectory(
  path: string,
  staged: string,
  { staging, isComplete }: { readonly staging: string; readonly isComplete: (path: string) => Promise<boolean> },
): Promise<boolean> {
  if (await isComplete(path)) return false;
  await moveAside(path, staging);
  await publishPath(path, staged);
  return true;
}

/** Takes what has this name, if anything, out of sight and into `staging`. */
export async function moveAside(path: string, staging: string): Promise<void> {
  try {
    await lstat(path);
  } catch (error) {
    if (isAbsence(error)) return;
    throw error;
  }
  await rename(path, join(staging, randomUUID()));
}

/** Writes a file that must not exist yet, with exactly `mode` but for the umask. */
export async function writeNew(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  await using file = await open(path, "wx", mode);
  await file.writeFile(bytes);
}

/**
 * Returns once everything written so far to the file system that holds `path` would survive a power cut: one call for a
 * whole staged tree, where a flush of each of its files would take minutes.
 * @throws BundleError `IO_FAILED`
 */
export async function syncFileSystem(path: string): Promise<void> {
  // GNU coreutils and busybox; where the option is unknown, plain `sync` flushes every file system.
  if ((await sync(["-f", path])) || (await sync([]))) return;
  throw new BundleError("IO_FAILED", `Cannot flush ${path} to disk: \`sync\` failed`);
}

/** True when the program did what it was asked for. */
async function sync(args: readonly string[]): Promise<boolean> {
  const child = spawn("sync", args, { stdio: "ignore" });
  try {
    const [status]: unknown[] = await once(child, "exit");
    return status === 0;
  } catch (error) {
    throw new BundleError("IO_FAILED", "Cannot flush to disk: no program `sync`", { cause: error });
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
