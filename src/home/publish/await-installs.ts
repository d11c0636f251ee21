import { createHash } from "node:crypto";
import { BundleError } from "../../errors.ts";
import { holdFlock } from "../../io/flock.ts";
import type { OpenTree } from "../../io/open-tree.ts";
import { targetHome } from "../contents/target-home.ts";
import { formatIdentifier } from "../model/identifier.ts";
import type { PackagePlan } from "../plan/import-plan.ts";

/** Seconds to wait for `ocx`. It waits as long for another `ocx`. */
const INSTALL_PATIENCE = 60;

/** Digits in the name of the directory in which OCX assembles a package. */
const NAME_LENGTH = 32;

/**
 * Waits until OCX has ended with packages that it was installing when they were published. At its end, OCX replaces what it finds
 * in their place, with the back-references. Does nothing for an `ocx` that begins later: it uses what it finds.
 * @throws BundleError `LOCK_TIMEOUT`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function awaitInstalls(packages: readonly PackagePlan[], root: OpenTree): Promise<void> {
  for (const { package: pkg, state } of packages) {
    if (state === "complete") continue;
    const { registry, leaf } = pkg;
    const lock = `temp/${stagingName(registry, leaf)}.lock`;
    // OCX removes its lock when it has ended.
    if (!(await targetHome(root.name).exists(lock))) continue;
    try {
      await using _ = await root.ifThere(lock, (place) => holdFlock(place, INSTALL_PATIENCE, { make: false }));
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      if (error.code === "FILE_NOT_FOUND") continue;
      if (error.code !== "LOCK_TIMEOUT") throw error;
      const name = formatIdentifier({ registry, repository: pkg.repositories[0] ?? "", digest: leaf });
      const message = `Cannot verify the import into ${root.name}: \`ocx\` is still installing ${name}`;
      const hint = "Run the import again when `ocx` has ended: it may have replaced what was imported.";
      throw new BundleError("LOCK_TIMEOUT", message, { cause: error, hint });
    }
  }
}

/** The name of OCX's directory and lock for a package. Source: OCX, `file_structure/temp_store.rs`. */
function stagingName(registry: string, leaf: string): string {
  return createHash("sha256").update(`${registry}\0${leaf}`).digest("hex").slice(0, NAME_LENGTH);
}
