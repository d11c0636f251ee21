import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Identifier } from "../model/identifier.ts";
import { refName } from "../model/paths.ts";

/**
 * Refuses a package with two dependencies that are one leaf: both would have the same name in `refs/deps`, and OCX fails on it.
 * Source: OCX, `tasks/pull.rs::link_dependencies_in_temp`.
 * @throws BundleError `METADATA_INVALID`
 */
export function refuseSameDependencies(
  name: string,
  dependencies: readonly { readonly identifier: Identifier; readonly leaf: Digest }[],
): void {
  const known = new Map<string, Identifier>();
  for (const { identifier, leaf } of dependencies) {
    const other = known.get(refName(leaf));
    known.set(refName(leaf), identifier);
    if (other === undefined) continue;
    const [one, two] = [other, identifier].map(({ registry, repository }) => `${registry}/${repository}`);
    throw new BundleError(
      "METADATA_INVALID",
      `Cannot use ${name}: its dependencies ${one} and ${two} are both ${leaf}`,
    );
  }
}
