import { existsSync } from "node:fs";
import type { Staging } from "../../io/staging.ts";
import { stagedPath } from "../contents/staged-path.ts";
import { inHome } from "../contents/target-home.ts";
import type { ImportPlan } from "./import-plan.ts";

/**
 * Tells whether an absolute path will exist after the import. For a new package the staged tree decides; without staging, every
 * path in the package counts as existing.
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
