import { join } from "node:path";
import { lookAt } from "../../io/look-at.ts";
import type { Digest } from "../../oci/digest.ts";
import { shimPath } from "../model/paths.ts";

/** True when OCX defers the install of a package to its first run: in lazy mode a pull leaves only shims. */
export async function isDeferred(
  home: string,
  registry: string,
  repositories: readonly string[],
  leaf: Digest,
): Promise<boolean> {
  for (const repository of repositories) {
    if ((await lookAt(join(home, shimPath(registry, repository, leaf)))) !== undefined) return true;
  }
  return false;
}

/** The hint for tools whose install OCX has deferred. */
export const DEFERRED_HINT =
  "Run `ocx pull --lazy-mode never` in the project: in lazy mode OCX installs a tool only when it is first run.";
