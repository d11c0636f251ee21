import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import { isSet } from "../config/config-value.ts";
import { findProject, globalProject } from "./find-project.ts";
import { type Project, readProject } from "./project.ts";

/** The paths and variables from which OCX finds a project. */
export interface ProjectPlace {
  /** The working directory. */
  readonly directory: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Its global toolchain counts too. */
  readonly home?: string;
}

/** Reads the named project, else the one that OCX finds here or in the home; undefined if there is none. */
export async function loadProject(
  named: string | undefined,
  { directory, variables, home }: ProjectPlace,
): Promise<Project | undefined> {
  const file = await findProject({
    directory,
    named,
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
  { home, ...place }: ProjectPlace & { readonly home: string },
): Promise<Project | undefined> {
  if (named === undefined) return exported && findUnnamed(exported.declarationHash, home, place);
  const project = await loadProject(named, place);
  if (exported === undefined) return undefined;
  if (project?.declarationHash === exported.declarationHash) return project;
  const found = `its lock is for ${project?.declarationHash}, expected ${exported.declarationHash} as in the bundle`;
  throw new BundleError("LOCK_STALE", `Cannot use project ${named}: ${found}`, {
    hint: "Check out the revision that the bundle was exported from, or export again.",
  });
}

async function findUnnamed(hash: Digest, home: string, place: ProjectPlace): Promise<Project | undefined> {
  const here = await unlessBroken(() => loadProject(undefined, place));
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
