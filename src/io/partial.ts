import { BundleError } from "../errors.ts";
import { lookAt } from "./look-at.ts";
import { openStaging } from "./staging.ts";

/**
 * Folder of the private directories, with the number of the user behind it. Those that no process holds are removed. Each user has
 * another one: what one leaves in `/tmp` when a process is killed must not stop the others.
 */
const FOLDER = ".ocx-bundle-part";

/** A private directory that lives as long as its process. Its path is a plain name, since messages show it. */
export interface PartialDirectory extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a private directory in an existing one, for files that will be moved into it. Removes the leftovers of killed processes;
 * the last process removes the folder around them.
 * @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openPartial(directory: string): Promise<PartialDirectory> {
  if ((await lookAt(directory))?.isDirectory() !== true) {
    const hint = `Create it with \`mkdir -p ${directory}\`.`;
    throw new BundleError("FILE_NOT_FOUND", `Cannot write into ${directory}: the directory does not exist`, { hint });
  }
  const staging = await openStaging({ root: directory, folder: `${FOLDER}-${process.geteuid?.() ?? 0}` });
  return { path: staging.tree.name, [Symbol.asyncDispose]: () => staging[Symbol.asyncDispose]() };
}
