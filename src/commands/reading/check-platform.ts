import { BundleError } from "../../errors.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { fits, formatPlatform, type Platform, parsePlatform } from "../../oci/platform.ts";
import { packageName } from "../results/summarize-bundle.ts";

/**
 * Checks that every package of a bundle runs on a platform, libc included.
 * @throws BundleError `PLATFORM_MISMATCH` with all packages that do not
 */
export function checkPlatform({ packages, roots }: Closure, wanted: Platform): void {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((pkg) => packageName(pkg, roots)).join(", ")})`,
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}
