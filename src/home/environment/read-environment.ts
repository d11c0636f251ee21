import { existsSync } from "node:fs";
import { formatIdentifier } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { type Composition, composeEnvironment, type Environment } from "./environment.ts";
import type { EnvironmentEntry } from "./environment-entries.ts";
import { loadPackages, type PinnedIdentifier } from "./installed-packages.ts";
import { settleSeparators } from "./separators.ts";

/** The packages to compose, in order, and the entries that a project adds to them. */
export interface EnvironmentSource {
  readonly roots: readonly PinnedIdentifier[];
  readonly added: readonly EnvironmentEntry[];
}

/**
 * The environment of packages that are installed in a home, with the entries that a project adds.
 * @throws BundleError `PACKAGE_NOT_INSTALLED`, and the errors of {@link composeWhole}
 */
export async function readEnvironment(
  home: Home,
  roots: readonly PinnedIdentifier[],
  added: readonly EnvironmentEntry[] = [],
): Promise<Environment> {
  const packages = await loadPackages(home, roots);
  return composeWhole({ roots, added }, { home: home.path, packages, exists: existsSync });
}

/**
 * Composes the packages, then the entries of the project, with one separator for each list.
 * @throws BundleError `ENVIRONMENT_CONFLICT`, `METADATA_INVALID`, `REQUIRED_PATH_MISSING`, `DOCUMENT_INVALID`
 */
export function composeWhole({ roots, added }: EnvironmentSource, composition: Composition): Environment {
  const environment = composeEnvironment(lookedUp(roots), composition);
  return { ...environment, entries: settleSeparators([...environment.entries, ...added]) };
}

/**
 * The roots as OCX looks them up: what is named twice counts once, where it is named last. So it does when two names of a project
 * mean one package. Source: OCX, `tasks/common.rs::drain_package_tasks`.
 */
function lookedUp(roots: readonly PinnedIdentifier[]): readonly PinnedIdentifier[] {
  const places = new Map(roots.map((root, place) => [formatIdentifier(root), place]));
  return roots.filter((root, place) => places.get(formatIdentifier(root)) === place);
}
