import { BundleError } from "../../errors.ts";
import { defaultRegistry, isSet } from "../../home/config/config-files.ts";
import { findProject, globalProject } from "../../home/project/find-project.ts";
import { type Project, readProject, selectGroups } from "../../home/project/project.ts";
import type { Declared, NamedPackages } from "../../home/resolve/resolve-packages.ts";
import type { Digest } from "../../oci/digest.ts";
import type { ExportSelection, ProcessContext } from "../../options/requests.ts";
import { expandTilde } from "./user-path.ts";

/**
 * Turns a declaration into the packages to resolve in the home. Without one, uses the project around the working directory.
 * @throws BundleError `NOTHING_DECLARED`, and what reading the project throws
 */
export async function findDeclared(
  declaration: ExportSelection | undefined,
  home: string,
  context: ProcessContext,
): Promise<Declared> {
  switch (declaration?.kind) {
    case "packages":
      return namedPackages(declaration.identifiers, home, context);
    case "all":
      return { kind: "all", allowYanked: allowsYanked(context) };
    case "project":
    case undefined: {
      const project = await loadProject(declaration?.path, context, home);
      if (project !== undefined) return declaredBy(project, declaration?.groups ?? []);
      throw new BundleError(
        "NOTHING_DECLARED",
        `Cannot tell what to export: no packages are named and ${context.directory} has no ocx.toml`,
      );
    }
  }
}

/** Packages given by name, with OCX's settings for the default registry and for yanked packages. */
export async function namedPackages(
  identifiers: readonly string[],
  home: string,
  context: ProcessContext,
): Promise<NamedPackages> {
  const registry = await defaultRegistry({ ...context, home });
  return { kind: "packages", identifiers, defaultRegistry: registry, allowYanked: allowsYanked(context) };
}

function allowsYanked({ variables }: ProcessContext): boolean {
  return isSet(variables["OCX_ALLOW_YANKED"]);
}

function declaredBy(project: Project, requested: readonly string[]): Declared {
  const groups = selectGroups(project, requested);
  if (project.tools.some(({ group }) => groups.includes(group))) return { kind: "project", project, groups };
  const found = `${project.file} has no tools in ${groups.join(", ")}`;
  throw new BundleError("NOTHING_DECLARED", `Cannot tell what to export: ${found}`, {
    hint: "Choose other groups, or add a tool with `ocx add`.",
  });
}

/** Reads the named project, else the one that OCX finds here or in the home; undefined if there is none. */
export async function loadProject(
  named: string | undefined,
  { directory, userHome, variables }: ProcessContext,
  home?: string,
): Promise<Project | undefined> {
  const file = await findProject({
    directory,
    named: named && expandTilde(named, { userHome }),
    variable: variables["OCX_PROJECT"],
    ceiling: variables["OCX_CEILING_PATH"],
    none: isSet(variables["OCX_NO_PROJECT"]),
    home,
    global: isSet(variables["OCX_GLOBAL"]),
  });
  return file === undefined ? undefined : readProject(file);
}

/**
 * Finds the project that a bundle was exported from, by its declaration hash. A named project must match. Otherwise the project
 * around the working directory and the global toolchain of the home are tried.
 * @throws BundleError `LOCK_STALE` when the named project has another lock, `PROJECT_NOT_FOUND` when it does not exist
 */
export async function findLockedProject(
  named: string | undefined,
  exported: { readonly declarationHash: Digest } | undefined,
  { home, ...context }: ProcessContext & { readonly home: string },
): Promise<Project | undefined> {
  if (named === undefined) return exported && findUnnamed(exported.declarationHash, home, context);
  const project = await loadProject(named, context);
  if (exported === undefined) return undefined;
  if (project?.declarationHash === exported.declarationHash) return project;
  const found = `its lock is for ${project?.declarationHash}, expected ${exported.declarationHash} as in the bundle`;
  throw new BundleError("LOCK_STALE", `Cannot use project ${named}: ${found}`, {
    hint: "Check out the revision that the bundle was exported from, or export again.",
  });
}

async function findUnnamed(hash: Digest, home: string, context: ProcessContext): Promise<Project | undefined> {
  const here = await unlessBroken(() => loadProject(undefined, context));
  if (here?.declarationHash === hash) return here;
  const file = await globalProject(home);
  const global = file === undefined ? undefined : await unlessBroken(() => readProject(file));
  return global?.declarationHash === hash ? global : undefined;
}

/** Ignores a broken project: the user did not name it, so the import must not fail on it. */
async function unlessBroken(load: () => Promise<Project | undefined>): Promise<Project | undefined> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}
