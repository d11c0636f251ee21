import type { DocumentToWrite } from "../layout/content-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digestOf } from "../oci/digest.ts";
import { encodeManifest } from "../oci/manifest.ts";
import {
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  LAYER_TAR_ZSTD,
  REF_NAME,
} from "../oci/media-types.ts";
import { type BundleConfig, encodeConfig } from "./config.ts";

/** Input for the documents at the front of a bundle. */
export interface HeadFacts {
  readonly name: string;
  readonly config: BundleConfig;
  /** The store layer, then the layer blobs, each once. */
  readonly blobs: readonly { readonly digest: Digest; readonly size: number }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The documents of a bundle, and its descriptor for the index. */
export interface Head {
  readonly root: Descriptor;
  readonly manifest: Uint8Array;
  readonly config: Uint8Array;
}

/** Builds the documents. Deterministic: the same facts always give the same bytes. */
export function buildHead({ name, config, blobs, annotations }: HeadFacts): Head {
  const configBytes = encodeConfig(config);
  const manifest = encodeManifest({
    artifactType: BUNDLE_ARTIFACT,
    config: { mediaType: BUNDLE_CONFIG, digest: digestOf(configBytes), size: configBytes.byteLength },
    layers: blobs.map(({ digest, size }) => ({ mediaType: LAYER_TAR_ZSTD, digest, size })),
    ...(annotations && { annotations }),
  });
  return {
    root: describeManifest(name, manifest, config),
    manifest,
    config: configBytes,
  };
}

/** The descriptor of the manifest of a bundle or a delta, as an index names it. */
export function describeManifest(
  name: string,
  manifest: Uint8Array,
  { platform, artifactType = BUNDLE_ARTIFACT }: Pick<BundleConfig, "platform"> & { readonly artifactType?: string },
): Descriptor {
  const { os, architecture, features } = platform;
  return {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [REF_NAME]: name },
    platform: { architecture, os, ...(features.length > 0 && { "os.features": features.toSorted() }) },
    artifactType,
  };
}

/** The descriptor of an image index over the manifests of a bundle, as the index of a layout names it. */
export function describeIndex(name: string, index: Uint8Array): Descriptor {
  return {
    mediaType: IMAGE_INDEX,
    digest: digestOf(index),
    size: index.byteLength,
    annotations: { [REF_NAME]: name },
    artifactType: BUNDLE_ARTIFACT,
  };
}

/** The documents in the form that a writer takes. */
export function headDocuments({ manifest, config }: Head): readonly DocumentToWrite[] {
  return [documentOf(IMAGE_MANIFEST, manifest), documentOf(BUNDLE_CONFIG, config)];
}

/** A document in the form that a writer takes. */
export function documentOf(mediaType: string, bytes: Uint8Array): DocumentToWrite {
  return { mediaType, digest: digestOf(bytes), bytes };
}
