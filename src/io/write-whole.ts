import { rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileToReplace } from "./file-to-replace.ts";
import { openPartial } from "./partial.ts";
import { fromSystemError } from "./system-error.ts";

/**
 * Writes a file, which appears whole and in one rename, over an older one.
 * @throws BundleError `OPTION_INVALID` for anything but a file, `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `DISK_FULL`,
 * `IO_FAILED`
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const place = await fileToReplace(path, `write ${path}`);
    await using staging = await openPartial(dirname(place));
    const staged = join(staging.path, "file");
    await writeFile(staged, bytes, { flag: "wx", mode: 0o644 });
    await rename(staged, place);
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}
