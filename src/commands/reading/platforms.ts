import { BundleError } from "../../errors.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { hostPlatform } from "../../home/host/host-platform.ts";
import { fits, formatPlatform, type Platform, parsePlatform } from "../../oci/platform.ts";
import { nameOf } from "../results/summarize-bundle.ts";

/** The requested platform, else that of this machine. @throws BundleError `PLATFORM_INVALID`, `SYSTEM_UNSUPPORTED` */
export async function wantedPlatform(asked: string | undefined): Promise<Platform> {
  return asked === undefined ? hostPlatform() : parsePlatform(asked);
}

/**
 * The platform to choose from a bundle for several: the requested one, else that of this machine. Undefined on a machine that OCX
 * does not know: a bundle for one platform can be read there too.
 * @throws BundleError `PLATFORM_INVALID`
 */
export async function platformToChoose(asked: string | undefined): Promise<Platform | undefined> {
  try {
    return await wantedPlatform(asked);
  } catch (error) {
    if (error instanceof BundleError && error.code === "SYSTEM_UNSUPPORTED") return undefined;
    throw error;
  }
}

/**
 * Checks that every package of a bundle runs on a platform, libc included.
 * @throws BundleError `PLATFORM_MISMATCH` with all packages that do not
 */
export function checkPlatform({ packages, roots }: Closure, wanted: Platform): void {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((pkg) => nameOf(pkg, roots)).join(", ")})`,
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}
