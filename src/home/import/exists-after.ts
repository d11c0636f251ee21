import { existsSync } from "node:fs";
import type { Staging } from "../../io/staging.ts";
import type { ImportPlan } from "./import-plan.ts";
import { stagedPath } from "./staged-path.ts";
import { inHome } from "./target-home.ts";

/**
 * Says of absolute paths whether they will exist once the import is done. Of a package that it brings the staged tree tells; before
 * there is one, whatever may come counts as there.
 */
export function existsAfter({ home, packages }: ImportPlan, staging?: Staging): (path: string) => boolean {
  const coming = packages
    .filter(({ state }) => state !== "complete")
    .map(({ path }) => ({ path, root: inHome(home, path) }));
  return (path) => {
    const pkg = coming.find(({ root }) => path === root || path.startsWith(`${root}/`));
    if (pkg === undefined) return existsSync(path);
    return staging === undefined || existsSync(`${stagedPath(staging.path, pkg.path)}${path.slice(pkg.root.length)}`);
  };
}
