import type { BundleRoot } from "../../bundle/config.ts";
import type { Closure } from "../../home/closure/closure.ts";
import type { Root } from "../../home/model/root.ts";

/** The package of OCX itself. */
export const OCX = { registry: "ocx.sh", repository: "ocx/cli" };

/** The directory with `ocx` in that package. */
export const OCX_BINARIES = "content/bin";

/** True for a root of OCX itself. */
function isOcx({ registry, repository }: Pick<BundleRoot, "registry" | "repository">): boolean {
  return registry === OCX.registry && repository === OCX.repository;
}

/**
 * True for a root of OCX itself that nobody named: it travels for the entry points of other packages. So its environment is not
 * composed, and it gets the last place on PATH.
 */
export function isCompanion(root: Pick<BundleRoot, "registry" | "repository" | "declaredBy">): boolean {
  return isOcx(root) && root.declaredBy === "link";
}

/**
 * Wanted roots of a bundle, with the companion if some of their entry points need it.
 * @param whole the closure of all roots of the bundle
 */
export function withCompanion(wanted: readonly Root[], whole: Closure): readonly Root[] {
  const companions = whole.roots.filter((root) => isCompanion(root) && !wanted.includes(root));
  if (companions.length === 0 || wanted.some(isOcx)) return wanted;
  const leaves = new Set(wanted.map(({ leaf }) => leaf));
  // Dependents come behind their dependencies.
  for (const { leaf, dependencies } of whole.packages.toReversed()) {
    if (leaves.has(leaf)) for (const dependency of dependencies) leaves.add(dependency.leaf);
  }
  const packages = whole.packages.filter(({ leaf }) => leaves.has(leaf));
  return hasEntryPoints({ packages }) ? [...wanted, ...companions] : wanted;
}

/** Whether a closure has OCX itself, named or not. */
export function bringsOcx({ packages }: Pick<Closure, "packages">): boolean {
  return packages.some(({ registry, repositories }) =>
    repositories.some((repository) => isOcx({ registry, repository })),
  );
}

/** Whether a closure has packages whose entry points run `ocx`. */
export function hasEntryPoints({ packages }: Pick<Closure, "packages">): boolean {
  return packages.some(({ metadata }) => metadata.entrypoints.length > 0);
}

/** The variables with which `ocx` uses a home and asks no registry. */
export function offlineVariables(home: string): Readonly<Record<"OCX_HOME" | "OCX_OFFLINE", string>> {
  return { OCX_HOME: home, OCX_OFFLINE: "1" };
}
