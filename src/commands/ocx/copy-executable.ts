import { constants } from "node:fs";
import { chmod, copyFile, mkdir, mkdtempDisposable, open, realpath, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Tree } from "../../archive/frames/tree.ts";
import { EXECUTABLE_PREFIX } from "../../bundle/config.ts";
import { BundleError } from "../../errors.ts";
import { ELF_HEAD, whyNotFor } from "../../home/host/elf.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { MAX_EXECUTABLE } from "../../limits.ts";
import { type Digest, hexOf } from "../../oci/digest.ts";
import type { Platform } from "../../oci/platform.ts";
import { digestFile } from "../places/digest-file.ts";
import { temporaryDirectory } from "../places/user-path.ts";

/** A private copy of an executable, as it travels. Disposal removes it. */
export interface ExecutableCopy extends AsyncDisposable {
  readonly digest: Digest;
  readonly size: number;
  readonly tree: Tree;
}

/** The mode of the directory and the file, and their time in a bundle: that of the copied file must not change the bytes. */
const MODE = 0o755;
const TIME = 0;

/**
 * Copies an executable, so that what is packed is what was checked. Links are followed.
 * @throws BundleError `FILE_UNSUPPORTED`, `PLATFORM_MISMATCH`, `LIMIT_EXCEEDED`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function copyExecutable(found: string, platform: Platform): Promise<ExecutableCopy> {
  const path = await realpath(found).catch((error: unknown) => {
    throw fromSystemError(error, `read ${found}`);
  });
  const head = await readElfHead(path);
  const problem = whyNotFor(head, platform);
  if (problem !== undefined) {
    throw new BundleError("PLATFORM_MISMATCH", `Cannot include ${path}: ${problem}`, {
      hint: "Put the program `ocx` for this platform first on PATH, not a script that starts it, or leave `include-ocx` out.",
    });
  }
  const { size } = await stat(path);
  if (size > MAX_EXECUTABLE) {
    const message = `Cannot include ${path}: it has ${size} bytes, expected at most ${MAX_EXECUTABLE}`;
    throw new BundleError("LIMIT_EXCEEDED", message, { hint: "Put the program `ocx` first on PATH." });
  }
  const directory = await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-"));
  const dispose = () => directory[Symbol.asyncDispose]();
  try {
    return { ...(await copyInto(directory.path, path)), size, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw fromSystemError(error, `copy ${path} to ${directory.path}`);
  }
}

async function copyInto(directory: string, path: string): Promise<Pick<ExecutableCopy, "digest" | "tree">> {
  // Directories of this kind are private, whatever mode the one in the bundle has.
  const folder = join(directory, "folder");
  const copy = join(folder, "ocx");
  await mkdir(folder);
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  const digest = await digestFile(copy);
  await chmod(copy, MODE);
  await chmod(folder, MODE);
  await utimes(copy, TIME, TIME);
  const tree = { prefix: EXECUTABLE_PREFIX, directory: { name: hexOf(digest), path: folder }, documents: [] };
  return { digest, tree };
}

/** The first bytes of a regular file; none of anything else. */
export async function readElfHead(path: string): Promise<Buffer> {
  try {
    // O_NONBLOCK: a pipe must not hang us.
    await using file = await open(path, constants.O_RDONLY + constants.O_NONBLOCK);
    if (!(await file.stat()).isFile()) return Buffer.of();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ELF_HEAD), 0, ELF_HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}
