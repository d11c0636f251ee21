import { BundleError } from "../../errors.ts";
import type { Metadata } from "../documents/metadata.ts";

/**
 * Refuses a package whose users would get two launchers of one name: OCX does not install it.
 * Source: OCX, `composer.rs::check_entrypoints`.
 * @param seen the package, then those of its dependencies that its users see
 * @throws BundleError `METADATA_INVALID`
 */
export function refuseSharedLaunchers(
  seen: readonly { readonly name: string; readonly metadata: Pick<Metadata, "entrypoints"> }[],
): void {
  const owners = new Map<string, string>();
  for (const { name, metadata } of seen) {
    for (const { name: launcher } of metadata.entrypoints) {
      const owner = owners.get(launcher);
      owners.set(launcher, name);
      if (owner === undefined) continue;
      const found = `the entry point "${launcher}" is in ${owner} and ${name}`;
      throw new BundleError("METADATA_INVALID", `Cannot use ${seen[0]?.name}: ${found}`);
    }
  }
}
