import { BundleError } from "../../errors.ts";
import type { Platform } from "../../oci/platform.ts";
import { hostLibc } from "./host-libc.ts";

/**
 * The platform of this machine, libc included.
 * @throws BundleError `SYSTEM_UNSUPPORTED` on one that OCX does not know.
 */
export async function hostPlatform(): Promise<Platform> {
  const os = ({ linux: "linux", darwin: "darwin", win32: "windows" } as Partial<Record<string, string>>)[
    process.platform
  ];
  const architecture = ({ x64: "amd64", arm64: "arm64" } as Partial<Record<string, string>>)[process.arch];
  if (os === undefined || architecture === undefined) {
    throw new BundleError(
      "SYSTEM_UNSUPPORTED",
      `Cannot run on ${process.platform}/${process.arch}: OCX does not support this platform`,
    );
  }
  return { os, architecture, features: os === "linux" ? await hostLibc(architecture) : [] };
}
