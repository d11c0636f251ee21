import { BundleError } from "../errors.ts";
import type { Closure } from "../home/closure.ts";
import { fits, formatPlatform, type Platform, parsePlatform } from "../home/platform.ts";
import { nameOf } from "./summarize-bundle.ts";

/**
 * Makes sure that every package of a bundle runs on a platform, libc included.
 * @throws BundleError `PLATFORM_MISMATCH` that names all that don't
 */
export function checkPlatform({ packages, roots }: Closure, wanted: Platform): void {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const names = foreign.map((unit) => `${nameOf(unit, roots)} is for ${unit.platform}`).join(", ");
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${names}`);
}
