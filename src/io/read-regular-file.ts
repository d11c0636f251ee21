import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { BundleError } from "../errors.ts";

/** Bytes of the largest file that is read whole: far above any document. */
const MOST = 512 * 1024 * 1024;

/**
 * The bytes of a file that somebody else may have put there. A named pipe has no end, so it is refused and not waited for.
 * @param most bytes of the largest file that is read
 * @throws BundleError `IO_FAILED` for a pipe or a device, `LIMIT_EXCEEDED`; errors of the system, also for a directory
 */
export async function readRegularFile(path: string, most = MOST): Promise<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stats = await file.stat();
  if (!stats.isFile() && !stats.isDirectory())
    throw new BundleError("IO_FAILED", `Cannot read ${path}: it is a pipe or a device, expected a file`);
  if (stats.isFile() && stats.size > most)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read ${path}: it has ${stats.size} bytes, expected at most ${most}`,
    );
  return await file.readFile();
}
