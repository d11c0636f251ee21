import { BundleError } from "../../errors.ts";
import type { Closure } from "../../home/closure/closure.ts";
import type { Environment } from "../../home/environment/environment.ts";
import { packagesOf } from "../../home/environment/installed-packages.ts";
import { composeWhole, type EnvironmentSource } from "../../home/environment/read-environment.ts";
import type { ImportInput } from "../../home/plan/plan-import.ts";
import type { Project } from "../../home/project/project.ts";
import type { ImportRequest } from "../../options/requests/import-request.ts";
import { environmentRoots, pinnedIdentifier, projectEntries } from "../ocx/environment-roots.ts";

interface Imported {
  /** Closure of the wanted roots. */
  readonly closure: Closure;
  /** Groups that the bundle was exported with; undefined if it was not exported from a project. */
  readonly exported: readonly string[] | undefined;
  /** The project on this machine. */
  readonly project: Project | undefined;
}

/**
 * The environment for later steps: of the named packages, else of groups of the project, with the project's own variables.
 * Undefined if none is requested.
 * @throws BundleError `LOCK_STALE` when the project here locks other packages, and what {@link environmentRoots} throws
 */
export function importEnvironment(
  { closure, exported, project }: Imported,
  { packages, environment }: Pick<ImportRequest, "packages" | "environment">,
): EnvironmentSource | undefined {
  if (environment === undefined) return undefined;
  const ofProject = packages.length === 0 ? exported : undefined;
  const { roots, groups } = environmentRoots(closure.roots, ofProject, environment.groups);
  if (project === undefined || ofProject === undefined) return { roots: roots.map(pinnedIdentifier), added: [] };
  checkLocked(project, groups, closure);
  return { roots: roots.map(pinnedIdentifier), added: projectEntries(project, groups) };
}

/**
 * Composes the environment of an import.
 * @param exists tells whether a path will exist after the import
 * @throws BundleError what {@link composeWhole} throws
 */
export function composeImport(
  source: EnvironmentSource | undefined,
  { home, closure }: Pick<ImportInput, "home" | "closure">,
  exists: (path: string) => boolean,
): Environment | undefined {
  return source && composeWhole(source, { home, packages: packagesOf(closure), exists });
}

/** Compares the locked leaves: the declaration hash covers the declaration only, and a tag may have moved since. */
function checkLocked({ tools, lockFile }: Project, groups: readonly string[], { roots }: Closure): void {
  const absent = tools
    .filter(({ group }) => groups.includes(group))
    .filter(
      ({ name, group, offers }) =>
        !roots.some(
          (root) => root.name === name && root.groups?.includes(group) && offers.some(({ leaf }) => leaf === root.leaf),
        ),
    );
  if (absent.length === 0) return;
  const names = absent.map(({ name }) => name).join(", ");
  throw new BundleError("LOCK_STALE", `Cannot use ${lockFile}: the bundle has ${names} in another version`, {
    hint: "Check out the revision that the bundle was exported from, or export again.",
  });
}
