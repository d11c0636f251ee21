import { hostPlatform, type Platform, parsePlatform } from "../home/platform.ts";

/** The platform that was asked for, else that of this machine. @throws BundleError `PLATFORM_INVALID`, `SYSTEM_UNSUPPORTED` */
export async function wantedPlatform(asked: string | undefined): Promise<Platform> {
  return asked === undefined ? hostPlatform() : parsePlatform(asked);
}
