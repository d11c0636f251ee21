import { layerPath } from "../home/paths.ts";
import type { Digest } from "../oci/digest.ts";

/** Every path in a bundle starts with this, so that a plain `tar -C /opt -xf` makes a home at `/opt/ocx`. */
export const HOME_PREFIX = "ocx/";

/** What every path in the blob of a layer starts with. */
export function layerPrefix({ registry, digest }: { readonly registry: string; readonly digest: Digest }): string {
  return `${HOME_PREFIX}${layerPath(registry, digest)}/`;
}
