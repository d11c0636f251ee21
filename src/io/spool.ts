import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { fromSystemError } from "./system-error.ts";

/**
 * Opens a temporary file without a name: the system deletes it when its process ends for any reason.
 * @throws BundleError `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `IO_FAILED`
 */
export async function openSpool(directory: string): Promise<FileHandle> {
  const path = join(directory, `spool-${randomUUID()}`);
  try {
    const file = await open(path, "wx+", 0o600);
    await rm(path);
    return file;
  } catch (error) {
    throw fromSystemError(error, `create a temporary file in ${directory}, the directory of TMPDIR`);
  }
}
