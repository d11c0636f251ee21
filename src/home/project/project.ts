import { dirname, join } from "node:path";
import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import { readToml } from "../documents/toml.ts";
import { DEFAULT_GROUP, type DeclaredGroup, type ProjectVariable, parseDeclaration } from "./declaration.ts";
import { type LockedTool, parseLock } from "./ocx-lock.ts";

/** A project with its lock, which fits the declaration. */
export interface Project {
  /** The `ocx.toml`, as it was found. */
  readonly file: string;
  /** The directory of the `ocx.toml`. Relative path variables start here. */
  readonly directory: string;
  /** The `ocx.lock` beside it. */
  readonly lockFile: string;
  readonly declarationHash: Digest;
  /** `default` first, then the others in order. */
  readonly groups: readonly DeclaredGroup[];
  /** In the lock's order. */
  readonly tools: readonly LockedTool[];
}

const LOCK_FILE = "ocx.lock";

/**
 * Reads an `ocx.toml` and the `ocx.lock` beside it.
 * @throws BundleError `PROJECT_NOT_FOUND`, `PROJECT_INVALID`, `LOCK_INVALID`; `LOCK_STALE` when the lock was made for another
 * declaration
 */
export async function readProject(file: string): Promise<Project> {
  const declared = await readToml(file, "PROJECT_INVALID");
  if (declared === undefined)
    throw new BundleError("PROJECT_NOT_FOUND", `Cannot find project ${file}: the file does not exist`);
  const { groups, hash } = parseDeclaration(declared);
  const directory = dirname(file);
  const lockFile = join(directory, LOCK_FILE);
  const locked = await readToml(lockFile, "LOCK_INVALID");
  if (locked === undefined) throw new BundleError("LOCK_INVALID", `Cannot find ${lockFile}: the project is not locked`);
  const { declarationHash, tools } = parseLock(locked);
  if (declarationHash !== hash) {
    throw new BundleError(
      "LOCK_STALE",
      `Cannot use ${lockFile}: it was made for ${declarationHash}, but ${file} has ${hash}`,
    );
  }
  return { file, directory, lockFile, declarationHash: hash, groups, tools };
}

/** Groups that a request can name; `file` names their source in messages. */
interface GroupSource {
  readonly file: string;
  readonly groups: readonly { readonly name: string }[];
}

/**
 * The groups of a request, in the order of the request, which is their order on `PATH`. No groups, or `all`, means every group:
 * `default`, then the others by name.
 * @throws BundleError `GROUP_UNKNOWN` that names all of them
 */
export function selectGroups(source: GroupSource, requested: readonly string[]): readonly string[] {
  return [...new Set(expandGroups(source, requested))];
}

/** The same with repetitions: of a group that is named twice, the first counts for its tools, the last for its variables. */
export function expandGroups({ file, groups }: GroupSource, requested: readonly string[]): readonly string[] {
  const known = groups.map(({ name }) => name);
  const unknown = requested.filter((name) => name !== "all" && !known.includes(name));
  if (unknown.length > 0) {
    throw new BundleError(
      "GROUP_UNKNOWN",
      `Cannot find group ${unknown.join(", ")} in ${file}: expected ${known.join(", ")}`,
    );
  }
  return requested.length === 0 ? known : requested.flatMap((name) => (name === "all" ? known : [name]));
}

/**
 * Refuses two groups that have different tools of one name: an environment has one tool of a name.
 * Source: OCX, `project/compose.rs`.
 * @param identify equal for tools that are the same
 * @throws BundleError `GROUPS_CONFLICT`
 */
export function refuseSharedNames<Tool extends { readonly name: string; readonly group: string }>(
  tools: readonly Tool[],
  identify: (tool: Tool) => string,
): void {
  const known = new Map<string, Tool>();
  for (const tool of tools) {
    const first = known.get(tool.name) ?? tool;
    known.set(tool.name, first);
    if (identify(first) === identify(tool)) continue;
    const found = `${first.group} and ${tool.group} mean different tools by "${tool.name}"`;
    throw new BundleError("GROUPS_CONFLICT", `Cannot compose the environment: the groups ${found}`);
  }
}

/**
 * The variables of a project, in the order in which OCX applies them: always its `[env]`, then those of the groups, each in the
 * place where it is named last. A relative path is anchored at the project's directory.
 * Source: OCX, `project_context.rs::project_env_entries`.
 */
export function projectVariables(project: Project, groups: readonly string[]): readonly ProjectVariable[] {
  const names = [...new Set(groups.toReversed())].toReversed().filter((name) => name !== DEFAULT_GROUP);
  const chosen = [DEFAULT_GROUP, ...names].flatMap((name) => project.groups.filter((group) => group.name === name));
  return chosen.flatMap(({ variables }) => variables.map((variable) => anchored(variable, project.directory)));
}

/** As Rust joins paths: nothing is normalised. */
function anchored(variable: ProjectVariable, directory: string): ProjectVariable {
  if (variable.kind !== "path" || variable.value.startsWith("/")) return variable;
  return { ...variable, value: `${directory.replace(/\/$/u, "")}/${variable.value}` };
}
