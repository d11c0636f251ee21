import { BundleError } from "../errors.ts";
import { lookAt } from "./look-at.ts";
import { openStaging } from "./staging.ts";

/** Everything in it that nobody holds is removed. */
const FOLDER = ".ocx-bundle-part";

/** A private directory that lives as long as its process, by its name: what is made here is told to people. */
export interface PartialDirectory extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a private directory in one that exists, for files that will appear there. What processes left there that were killed is
 * removed, and the last one to go takes the folder around them with it.
 * @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openPartial(directory: string): Promise<PartialDirectory> {
  if ((await lookAt(directory))?.isDirectory() !== true) {
    const hint = `Make it first, with \`mkdir -p ${directory}\`.`;
    throw new BundleError("FILE_NOT_FOUND", `Cannot write into ${directory}: there is no such directory`, { hint });
  }
  const staging = await openStaging({ root: directory, folder: FOLDER });
  return { path: staging.tree.name, [Symbol.asyncDispose]: () => staging[Symbol.asyncDispose]() };
}
