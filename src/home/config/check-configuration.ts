import { BundleError } from "../../errors.ts";
import { readConfiguration } from "./config-files.ts";
import { isSet } from "./config-value.ts";
import { configurationWarnings, type SettingsPlace } from "./configuration-warnings.ts";
import { findPolicy } from "./trust-policy.ts";

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
  const configuration = await readConfiguration(place);
  const warnings = await configurationWarnings(place, configuration);
  const names = packages.flatMap(({ registry, repositories }) => repositories.map((name) => `${registry}/${name}`));
  const policy = findPolicy(configuration.files, names);
  if (policy === undefined) return warnings;
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"])) return [...warnings, `${covered}; OCX_NO_VERIFY is set`];
  if (allowUnverified) return [...warnings, `${covered}; allowed`];
  throw new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`);
}
