import { mkdir, rename, utimes } from "node:fs/promises";
import type { LinkDestination, Tree } from "../../archive/frames/tree.ts";
import { EXECUTABLE_PREFIX } from "../../bundle/config.ts";
import { EXECUTABLES, type ExecutablePlan, executableDirectory } from "../../home/contents/executable.ts";
import { stagedPath } from "../../home/contents/staged-path.ts";
import { stagedExecutable } from "../../home/publish/publish-executable.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { hexOf } from "../../oci/digest.ts";

/** Its time in an image, as in a bundle: the same bundle must give the same image. */
const TIME = 0;

/** The executable `ocx` of a bundle, as a tree for a layer. */
export interface PlacedExecutable {
  readonly tree: Tree;
  /** Path of its directory below staging, ending with "/". */
  readonly below: string;
  /** Its target, home-relative. */
  readonly link: LinkDestination;
}

/**
 * Gives the staged executable a directory of its own in staging, under the name that it has in a home.
 * @throws BundleError `DISK_FULL`, `IO_FAILED`
 */
export async function placeExecutable(plan: ExecutablePlan, staging: string): Promise<PlacedExecutable> {
  const name = hexOf(plan.digest);
  const path = `${stagedPath(staging, EXECUTABLES)}/${name}`;
  try {
    await mkdir(path, { recursive: true });
    await rename(stagedExecutable(plan, { near: () => staging }), `${path}/ocx`);
    await utimes(`${path}/ocx`, TIME, TIME);
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
  return {
    tree: { prefix: EXECUTABLE_PREFIX, directory: { name, path }, documents: [] },
    below: `${stagedPath("", EXECUTABLES).slice(1)}/`,
    // Its entry lies in a directory of its name, which is dropped.
    link: { owner: "ocx", content: executableDirectory(plan.digest), strip: 1, prefix: "" },
  };
}
