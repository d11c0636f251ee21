import { BundleError } from "../../errors.ts";
import { type Platform, parsePlatform } from "../../oci/platform.ts";
import { hostPlatform } from "./host-platform.ts";

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
