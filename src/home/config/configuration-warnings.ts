import { join, resolve } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { readToml, type Table } from "../documents/toml.ts";
import { type ConfigPlace, type Configuration, patchSources, readConfiguration } from "./config-files.ts";
import { isSet } from "./config-value.ts";
import { faultOfMirrors } from "./registry-access.ts";

/** The paths and variables from which OCX on the target machine finds its configuration. `home` is OCX_HOME of later steps. */
export interface SettingsPlace extends ConfigPlace {
  /** The directory of the project, when one is known. */
  readonly project?: string;
}

/**
 * Warns of settings and variables that keep imported packages from working as expected.
 * @throws BundleError `PROJECT_INVALID`
 */
export async function configurationWarnings(
  place: SettingsPlace,
  { files, managed }: Configuration,
): Promise<readonly string[]> {
  return [
    ...managedWarnings(place, managed),
    ...(await variableWarnings(place, files)),
    ...(await lazyWarnings(place)),
  ];
}

async function lazyWarnings({ project, variables }: SettingsPlace): Promise<readonly string[]> {
  const read = project === undefined ? undefined : await readToml(join(project, "ocx.toml"), "PROJECT_INVALID");
  const isAlways = variables["OCX_LAZY_MODE"]?.toLowerCase() === "always" || (read !== undefined && isLazy(read));
  return isAlways ? ["Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages"] : [];
}

/** True if a project, or one of its groups or packages, is composed from OCX's shims. */
function isLazy(project: Table): boolean {
  const parts = ["group", "package"].flatMap((kind) => {
    const named = project.table(kind);
    return named.keys.map((name) => named.table(name));
  });
  return [project, ...parts].some((part) => part.value("lazy-mode") === "always");
}

/** Warns if patches are configured: OCX applies them outside of the package, so a bundle has the package as published. */
export async function warnOfPatches(place: ConfigPlace): Promise<readonly string[]> {
  const { files } = await readConfiguration(place).catch((error: unknown) => {
    // Ignored here: only an import must obey the configuration.
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return { files: [] };
    throw error;
  });
  return patchSources(place.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`,
  );
}

/** Warns when OCX cannot apply a required managed configuration: nearly every command of it fails then. */
function managedWarnings({ home, variables }: SettingsPlace, managed: Configuration["managed"]): readonly string[] {
  if (managed === undefined || managed.state === "applied" || !managed.isRequired) return [];
  const { source, state } = managed;
  const why = {
    absent: `which ${home} does not have`,
    unusable: `but what ${home} has of it is no configuration`,
    invalid: "which is not a valid source, or has an interval that is none",
  }[state];
  const unless = isSet(variables["OCX_NO_CONFIG"]) ? "" : " unless OCX_NO_CONFIG=1 is set";
  return [
    `OCX requires the managed configuration ${source}, ${why}: its commands will fail with exit code 78${unless}`,
  ];
}

async function variableWarnings(
  { home, variables }: SettingsPlace,
  files: Configuration["files"],
): Promise<readonly string[]> {
  const warnings: string[] = [];
  const index = variables["OCX_INDEX"];
  // OCX takes an empty one for the working directory.
  if (index !== undefined && !(await isSamePlace(index, join(home, "index"))))
    warnings.push(
      `OCX_INDEX is ${index || "empty"}: OCX will not use the index of the home, so it will not find imported tags`,
    );
  const named = variables["OCX_CONFIG"];
  if (named !== undefined && named !== "" && !files.some(({ file }) => file === named))
    warnings.push(`OCX_CONFIG is ${named}, which does not exist: OCX's commands will fail with exit code 79`);
  const project = isSet(variables["OCX_NO_PROJECT"]) ? undefined : variables["OCX_PROJECT"];
  // OCX looks for it in every command, those included that need no project.
  if (project && (await isAway(project)))
    warnings.push(`OCX_PROJECT is ${project}, which does not exist: OCX's commands will fail with exit code 79`);
  const fault = faultOfMirrors(variables, files);
  if (fault !== undefined) warnings.push(`${fault}. OCX's commands will fail with exit code 78`);
  for (const source of patchSources(variables, files))
    warnings.push(
      `${source}: patches do not travel in a bundle, and OCX may refuse to compose an environment without them`,
    );
  return warnings;
}

/** Whether nothing is at a path. One that this user cannot look at may have something. */
async function isAway(path: string): Promise<boolean> {
  return lookAt(path).then(
    (found) => found === undefined,
    () => false,
  );
}

/** Whether two paths lead to one directory. One that this user cannot look at is another. */
async function isSamePlace(path: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([path, other].map((place) => lookAt(place).catch(() => undefined)));
  return one === undefined || two === undefined
    ? resolve(path) === resolve(other)
    : one.dev === two.dev && one.ino === two.ino;
}
