import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import { readToml } from "../documents/toml.ts";
import {
  type ConfigFile,
  type ConfigPlace,
  isSet,
  MANAGED_CONFIG,
  memberOf,
  patchSources,
  readConfigFiles,
} from "./config-files.ts";
import { findPolicy } from "./trust-policy.ts";

/** The paths and variables from which OCX on the target machine finds its configuration. `home` is OCX_HOME of later steps. */
export interface SettingsPlace extends ConfigPlace {
  /** The directory of the project, when one is known. */
  readonly project?: string;
}

/**
 * Checks packages against OCX's configuration as later steps will see it. A trust policy in a project's `ocx.toml` is ignored, as
 * in OCX.
 * @returns warnings about settings that keep the imported packages from working as expected
 * @throws BundleError `TRUST_POLICY`, `CONFIG_INVALID`, `PROJECT_INVALID`
 */
export async function checkConfiguration(
  place: SettingsPlace,
  packages: readonly { readonly registry: string; readonly repositories: readonly string[] }[],
  allowUnverified: boolean,
): Promise<readonly string[]> {
  const { variables } = place;
  const warnings: string[] = [];
  const files = await readConfigFiles(place);
  warnings.push(...(await managedWarnings(place, files)), ...otherWarnings(variables, files));
  const project =
    place.project === undefined ? undefined : await readToml(join(place.project, "ocx.toml"), "PROJECT_INVALID");
  if (variables["OCX_LAZY_MODE"] === "always" || project?.value("lazy-mode") === "always") {
    warnings.push("Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages");
  }
  const names = packages.flatMap(({ registry, repositories }) => repositories.map((name) => `${registry}/${name}`));
  const policy = findPolicy(files, names);
  if (policy === undefined) return warnings;
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"])) return [...warnings, `${covered}; OCX_NO_VERIFY is set`];
  if (allowUnverified) return [...warnings, `${covered}; allowed`];
  throw new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`);
}

/** Warns if patches are configured: OCX applies them outside of the package, so a bundle has the package as published. */
export async function warnOfPatches(place: ConfigPlace): Promise<readonly string[]> {
  const files = await readConfigFiles(place).catch((error: unknown) => {
    // Ignored here: only an import must obey the configuration.
    if (error instanceof BundleError && error.code === "CONFIG_INVALID") return [];
    throw error;
  });
  return patchSources(place.variables, files).map(
    (source) => `${source}: patches do not travel, and the packages are exported without them`,
  );
}

const MANAGED_SNAPSHOT = "state/managed-config/snapshot.json";

/** Warns when the home lacks a required `[managed]` configuration: nearly every OCX command fails without it. */
async function managedWarnings(
  { home, variables }: SettingsPlace,
  files: readonly ConfigFile[],
): Promise<readonly string[]> {
  const managed = files
    .filter(({ file }) => file !== join(home, MANAGED_CONFIG))
    .map(({ table }) => table.value("managed"));
  const last = (key: string): unknown =>
    managed.map((value) => memberOf(value, key)).findLast((value) => value !== undefined);
  const overridden = isSet(variables["OCX_NO_CONFIG"]) ? undefined : variables["OCX_MANAGED_CONFIG"];
  const source = overridden === undefined || overridden === "" ? last("source") : overridden;
  if (typeof source !== "string" || last("required") === false) return [];
  if ((await lookAt(join(home, MANAGED_SNAPSHOT), lstat)) && (await lookAt(join(home, MANAGED_CONFIG), lstat)))
    return [];
  return [
    `OCX requires the managed configuration ${source}, which ${home} does not have: its commands will fail with exit code 78 unless OCX_NO_CONFIG=1 is set`,
  ];
}

function otherWarnings(variables: SettingsPlace["variables"], files: readonly ConfigFile[]): readonly string[] {
  const warnings: string[] = [];
  const index = variables["OCX_INDEX"];
  if (index !== undefined && index !== "")
    warnings.push(`OCX_INDEX is ${index}: OCX will not use the index of the home, so it will not find imported tags`);
  for (const source of patchSources(variables, files))
    warnings.push(
      `${source}: patches do not travel in a bundle, and OCX may refuse to compose an environment without them`,
    );
  return warnings;
}
