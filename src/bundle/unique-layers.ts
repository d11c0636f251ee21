import { BundleError } from "../errors.ts";
import { type Descriptor, sameContent } from "../oci/descriptor.ts";
import { algorithmOf, type Digest } from "../oci/digest.ts";
import {
  BUNDLE_CONFIG,
  DELTA_BESIDE,
  DELTA_PATCH,
  FULL_INDEX,
  FULL_MANIFEST,
  LAYER_TAR_ZSTD,
} from "../oci/media-types.ts";
import { excerpt } from "../printable.ts";

/** Media types of the layers of a manifest. */
const MEDIA_TYPES: Readonly<Record<"bundle" | "delta", readonly string[]>> = {
  bundle: [LAYER_TAR_ZSTD],
  delta: [FULL_INDEX, FULL_MANIFEST, BUNDLE_CONFIG, LAYER_TAR_ZSTD, DELTA_PATCH, DELTA_BESIDE],
};

/** The layers of a manifest, each digest once. @throws BundleError `BUNDLE_INVALID` */
export function uniqueLayers(layers: readonly Descriptor[], kind: "bundle" | "delta"): readonly Descriptor[] {
  const unique = new Map<Digest, Descriptor>();
  for (const layer of layers) {
    if (!MEDIA_TYPES[kind].includes(layer.mediaType)) {
      const found = `it is ${excerpt(layer.mediaType)}, expected ${LAYER_TAR_ZSTD}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: ${found}`);
    }
    if (algorithmOf(layer.digest) !== "sha256") {
      throw new BundleError("BUNDLE_INVALID", `Cannot read blob ${layer.digest}: expected a sha256 digest`);
    }
    if (!sameContent(unique.get(layer.digest) ?? layer, layer)) {
      throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: its manifest gives ${layer.digest} two sizes`);
    }
    unique.set(layer.digest, layer);
  }
  return [...unique.values()];
}
