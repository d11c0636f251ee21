import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { EXECUTABLES, executableDirectory } from "../../home/contents/executable.ts";
import { readImportsLog } from "../../home/contents/imports-log.ts";
import { inHome, targetHome } from "../../home/contents/target-home.ts";
import type { Environment } from "../../home/environment/environment.ts";
import type { EnvironmentEntry } from "../../home/environment/environment-entries.ts";
import { currentPath } from "../../home/model/paths.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { OCX, OCX_BINARIES } from "./ocx-package.ts";

const SEPARATOR = ":";

/** The first `ocx` on PATH, as an absolute path. */
export function findOnPath(context: Pick<ProcessContext, "variables" | "directory">): Promise<string | undefined> {
  return firstWithOcx(
    directoriesOf(context.variables["PATH"]).map((directory) => resolve(context.directory, directory)),
  );
}

/** The `ocx` that a bundle brings. */
export interface BroughtOcx {
  /** Home-relative. */
  readonly directories: readonly string[];
  /** True if it is still to be imported. */
  readonly isComing?: boolean;
}

/** A home, spelled as its users spell it, and the `ocx` that a bundle brings into it. */
export interface OcxPlaces {
  readonly home: string;
  readonly brought?: BroughtOcx | undefined;
}

/**
 * Adds an `ocx` of the home to an environment, behind everything on PATH, if neither the environment nor PATH has one: where
 * entry points need it, where the bundle brings one, and where an import has put an executable.
 * @param form GitHub's runner puts every directory in front of PATH, and in containers ignores other changes of PATH. So for a
 * job, the directory becomes the last of those that are added.
 */
export async function withOwnOcx(
  environment: Environment,
  places: OcxPlaces,
  { variables, form }: Pick<ProcessContext, "variables"> & { readonly form: "job" | "shell" },
): Promise<Environment> {
  const { entries, entrypoints } = environment;
  const isWanted = entrypoints.length > 0 || places.brought !== undefined || (await hasExecutables(places.home));
  if (!isWanted || (await findsOcx(entries, variables, places.home))) return environment;
  const value = await findOwnOcx(places);
  if (value === undefined) return environment;
  if (form === "job") return { ...environment, entries: [{ key: "PATH", value, type: "path" }, ...entries] };
  return { ...environment, entries: [...entries, { key: "PATH", value, type: "list", separator: SEPARATOR }] };
}

/** The directory with the `ocx` of a home: the selected package, what a bundle brings, or what an earlier import has put there. */
export async function findOwnOcx({ home, brought }: OcxPlaces): Promise<string | undefined> {
  const current = `${currentPath(OCX.registry, OCX.repository)}/${OCX_BINARIES}`;
  const { directories = [], isComing = false } = brought ?? {};
  const places = [current, ...directories, ...(await recordedExecutables(home))];
  const found = await firstWithOcx(places.map((directory) => inHome(home, directory)));
  if (found !== undefined) return dirname(found);
  const [coming] = isComing ? directories : [];
  return coming && inHome(home, coming);
}

/**
 * Whether an `ocx` is found by an environment or on PATH, or is pinned.
 * @param home whose own executables do not count: an older one must not keep a newer one out
 */
export async function findsOcx(
  entries: readonly EnvironmentEntry[],
  variables: ProcessContext["variables"],
  home?: string,
): Promise<boolean> {
  if (variables["OCX_BINARY_PIN"]) return true;
  const added = entries.filter(({ key, type }) => key === "PATH" && type !== "constant").map(({ value }) => value);
  const own = home === undefined ? undefined : `${inHome(home, EXECUTABLES)}/`;
  const directories = [...added, ...directoriesOf(variables["PATH"])];
  return (await firstWithOcx(directories.filter((each) => own === undefined || !each.startsWith(own)))) !== undefined;
}

async function hasExecutables(home: string): Promise<boolean> {
  return (await recordedExecutables(home)).length > 0;
}

/** Directories of the executables that imports have put into a home, the newest first. Home-relative. */
async function recordedExecutables(home: string): Promise<readonly string[]> {
  const { records } = await readImportsLog(targetHome(home));
  const digests = records.filter(({ forgotten }) => forgotten === undefined).flatMap(({ ocx }) => ocx ?? []);
  return [...new Set(digests.toReversed())].map(executableDirectory);
}

function directoriesOf(path: string | undefined): readonly string[] {
  return (path ?? "").split(SEPARATOR).filter((directory) => directory !== "");
}

async function firstWithOcx(directories: readonly string[]): Promise<string | undefined> {
  for (const directory of directories) {
    const path = join(directory, "ocx");
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
