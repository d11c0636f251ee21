import { BundleError } from "../errors.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Manifest } from "../oci/manifest.ts";
import { DELTA_ARTIFACT, DELTA_CONFIG, FULL_INDEX, FULL_MANIFEST } from "../oci/media-types.ts";

/** Whether a manifest is that of a delta. */
export function isDelta({ artifactType, config }: Manifest): boolean {
  return (artifactType ?? DELTA_ARTIFACT) === DELTA_ARTIFACT && config.mediaType === DELTA_CONFIG;
}

/**
 * The layer of a delta that the digest of its bundle names: the image index if something travels beside the bundle, else the manifest.
 * @throws BundleError `BUNDLE_INVALID`
 */
export function namedLayer(manifest: Manifest): Descriptor {
  const hasIndex = manifest.layers.some(({ mediaType }) => mediaType === FULL_INDEX);
  return onlyLayer(manifest, hasIndex ? FULL_INDEX : FULL_MANIFEST);
}

/** The one layer of a delta with this media type. @throws BundleError `BUNDLE_INVALID` */
export function onlyLayer({ layers }: Manifest, mediaType: string): Descriptor {
  const [only, second] = layers.filter((layer) => layer.mediaType === mediaType);
  if (only !== undefined && second === undefined) return only;
  const found = `it has ${only === undefined ? "no layer" : "several layers"} of the type ${mediaType}, expected one`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read delta: ${found}`);
}
