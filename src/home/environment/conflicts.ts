import { BundleError } from "../../errors.ts";
import { compareBytes } from "../documents/json-tree.ts";
import { formatIdentifier } from "../model/identifier.ts";
import {
  documentsOf,
  type InstalledPackages,
  identityOf,
  type PinnedIdentifier,
  visibleOf,
} from "./installed-packages.ts";

/**
 * One environment cannot hold two versions of a package, nor two launchers of one name.
 * @throws BundleError `ENVIRONMENT_CONFLICT`
 */
export function refuseConflicts(roots: readonly PinnedIdentifier[], packages: InstalledPackages): void {
  const shown = roots.flatMap((root) => [root, ...visibleOf(documentsOf(packages, root))]);
  // OCX checks a single package when it installs it; only several roots can bring new clashes.
  if (roots.length > 1) refuseSharedNames(shown, packages);
  refuseTwoVersions(shown);
}

function refuseSharedNames(shown: readonly PinnedIdentifier[], packages: InstalledPackages): void {
  const distinct = new Map(shown.map((identifier) => [identityOf(identifier), identifier]));
  const owners = new Map<string, PinnedIdentifier[]>();
  for (const identifier of distinct.values()) {
    for (const { name } of documentsOf(packages, identifier).metadata.entrypoints) {
      owners.set(name, [...(owners.get(name) ?? []), identifier]);
    }
  }
  const [clash] = [...owners].filter(([, list]) => list.length > 1).toSorted(([a], [b]) => compareBytes(a, b));
  if (clash) throw conflict(`the entry point "${clash[0]}" is in ${listOf(clash[1])}`);
}

function refuseTwoVersions(shown: readonly PinnedIdentifier[]): void {
  const versions = Map.groupBy(shown, ({ registry, repository }) => `${registry}/${repository}`);
  for (const [name, list] of [...versions].toSorted(([a], [b]) => compareBytes(a, b))) {
    const distinct = new Map(list.toReversed().map((identifier) => [identifier.digest, identifier]));
    if (distinct.size > 1)
      throw conflict(`${name} is needed in two versions, ${listOf([...distinct.values()].toReversed())}`);
  }
}

function listOf(identifiers: readonly PinnedIdentifier[]): string {
  return identifiers.map(formatIdentifier).join(" and ");
}

function conflict(reason: string): BundleError {
  return new BundleError("ENVIRONMENT_CONFLICT", `Cannot compose the environment: ${reason}`);
}
