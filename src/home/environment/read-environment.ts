import { existsSync } from "node:fs";
import type { Home } from "../open-home.ts";
import type { EnvironmentEntry } from "./entries.ts";
import { composeEnvironment, type Environment } from "./environment.ts";
import { loadPackages, type PinnedIdentifier } from "./installed-packages.ts";
import { settleSeparators } from "./separators.ts";

/**
 * The environment of packages that are installed in a home, and what a project adds to it.
 * @throws BundleError `PACKAGE_NOT_INSTALLED`, `ENVIRONMENT_CONFLICT`, `METADATA_INVALID`, `REQUIRED_PATH_MISSING`, `DOCUMENT_INVALID`
 */
export async function readEnvironment(
  home: Home,
  roots: readonly PinnedIdentifier[],
  added: readonly EnvironmentEntry[] = [],
): Promise<Environment> {
  const packages = await loadPackages(home, roots);
  const environment = composeEnvironment(roots, { home: home.path, packages, exists: existsSync });
  return { ...environment, entries: settleSeparators([...environment.entries, ...added]) };
}
