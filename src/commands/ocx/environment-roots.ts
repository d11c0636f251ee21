import { BundleError } from "../../errors.ts";
import { compareBytes } from "../../home/documents/json-tree.ts";
import type { EnvironmentEntry } from "../../home/environment/environment-entries.ts";
import type { PinnedIdentifier } from "../../home/environment/installed-packages.ts";
import type { Root } from "../../home/model/root.ts";
import { DEFAULT_GROUP } from "../../home/project/declaration.ts";
import { expandGroups, type Project, projectVariables, refuseSharedNames } from "../../home/project/project.ts";
import { isCompanion } from "./ocx-package.ts";

/** The roots and groups that a bundle's environment is composed of. */
export interface EnvironmentRoots {
  /** In the order in which they are composed. */
  readonly roots: readonly Root[];
  /** Chosen groups of the project, with repetitions; empty for a bundle without a project. */
  readonly groups: readonly string[];
}

/**
 * Chooses the roots of a bundle that make the environment, as OCX does: in a project the requested groups, else `default`;
 * without a project the current version of each repository.
 * @param exported Groups that the bundle was exported with; undefined if it was not exported from a project.
 * @throws BundleError `GROUP_UNKNOWN`, `GROUPS_CONFLICT`; `OPTION_INVALID` for groups without a project
 */
export function environmentRoots(
  roots: readonly Root[],
  exported: readonly string[] | undefined,
  requested: readonly string[],
): EnvironmentRoots {
  if (exported === undefined) {
    const named = roots.filter((root) => !isCompanion(root));
    if (requested.length === 0) return { roots: currentOnly(named), groups: [] };
    throw new BundleError(
      "OPTION_INVALID",
      `Cannot use group ${requested.join(", ")}: the bundle was exported without a project`,
      {
        hint: "Leave the groups out, or export a project.",
      },
    );
  }
  const groups = expandGroups(
    { file: "the bundle", groups: exported.map((name) => ({ name })) },
    requested.length === 0 && exported.includes(DEFAULT_GROUP) ? [DEFAULT_GROUP] : requested,
  );
  const tools = groups.flatMap((group) => toolsOf(roots, group));
  refuseSharedNames(tools, ({ root }) => root.identifier);
  // A tool that several groups have stays in the place of the first.
  return { roots: lookedUp([...new Map(tools.map(({ name, root }) => [name, root])).values()]), groups };
}

/**
 * The tools of a project as OCX looks them up: a package that has several names counts once, in the place of the last.
 * Source: OCX, `tasks/common.rs::drain_package_tasks`.
 */
export function lookedUp(tools: readonly Root[]): readonly Root[] {
  const places = new Map(tools.map(({ identifier }, place) => [identifier, place]));
  return tools.filter(({ identifier }, place) => places.get(identifier) === place);
}

/** The tools of a group, sorted by name as in the lock. */
function toolsOf(
  roots: readonly Root[],
  group: string,
): readonly { readonly name: string; readonly group: string; readonly root: Root }[] {
  return roots
    .filter(({ groups }) => groups?.includes(group))
    .map((root) => ({ name: root.name ?? root.identifier, group, root }))
    .toSorted((a, b) => compareBytes(a.name, b.name));
}

/** OCX refuses two versions in one environment, so only the current one stays. All stay if none of them is current. */
function currentOnly(roots: readonly Root[]): readonly Root[] {
  const current = new Map(roots.filter((root) => root.current).map((root) => [placeOf(root), root.leaf]));
  return roots.filter((root) => (current.get(placeOf(root)) ?? root.leaf) === root.leaf);
}

function placeOf({ registry, repository }: Root): string {
  return `${registry}/${repository}`;
}

/** Variables that the project itself sets for these groups. */
export function projectEntries(project: Project, groups: readonly string[]): readonly EnvironmentEntry[] {
  return projectVariables(project, groups).map(({ kind, ...variable }) => ({ ...variable, type: kind }));
}

/** The identifier of a root, pinned to its leaf. */
export function pinnedIdentifier({
  registry,
  repository,
  tag,
  leaf,
}: Pick<Root, "registry" | "repository" | "tag" | "leaf">): PinnedIdentifier {
  return { registry, repository, ...(tag !== undefined && { tag }), digest: leaf };
}
