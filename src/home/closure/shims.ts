import { join } from "node:path";
import { lookAt } from "../../io/look-at.ts";
import type { Digest } from "../../oci/digest.ts";
import { shimPath } from "../model/paths.ts";

/** True when OCX put off a package until somebody runs it: in lazy mode a pull leaves only shims. */
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

/** Of a project whose tools were put off. */
export const DEFERRED_HINT =
  "Run `ocx pull --lazy-mode never` in the project: in lazy mode OCX installs a tool only when it is first run.";
