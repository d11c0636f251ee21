import type { DocumentToWrite } from "../layout/content-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digestOf } from "../oci/digest.ts";
import { encodeManifest } from "../oci/manifest.ts";
import {
  BUNDLE_CONFIG,
  DELTA_ARTIFACT,
  DELTA_CONFIG,
  FULL_INDEX,
  FULL_MANIFEST,
  IMAGE_MANIFEST,
} from "../oci/media-types.ts";
import { describeManifest, documentOf } from "./bundle-documents.ts";
import type { BundleConfig } from "./config.ts";
import { type DeltaConfig, encodeDelta } from "./delta-config.ts";
import { type Beside, inIndex, type ManifestBeside, withIndex } from "./manifests-beside.ts";

/** The documents of a bundle that a delta is made of. */
export interface BundleDocuments {
  readonly name: string;
  readonly config: BundleConfig;
  /** Bytes of the manifest and of the config. */
  readonly manifestBytes: Uint8Array;
  readonly configBytes: Uint8Array;
  /** Manifests beside the bundle, and which of their blobs the other side has. */
  readonly beside?: { readonly beside: Beside; readonly held: ReadonlySet<Digest> } | undefined;
}

/** Documents that every delta of a bundle has unchanged. */
export interface Verbatim {
  /** Digest of the bundle: that of the first document. */
  readonly bundle: Digest;
  readonly documents: readonly DocumentToWrite[];
  /** Travel beside the bundle. */
  readonly manifests: readonly ManifestBeside[];
}

/** The documents of a bundle as layers of its delta, in order. */
export function verbatimOf({ name, config, manifestBytes, configBytes, beside }: BundleDocuments): Verbatim {
  const own = { root: describeManifest(name, manifestBytes, config), documents: [] };
  const manifests = beside?.beside.manifestsOf(inIndex(own.root)) ?? [];
  const index = withIndex(own, manifests).documents[0];
  const documents = [documentOf(FULL_MANIFEST, manifestBytes), documentOf(BUNDLE_CONFIG, configBytes)];
  if (beside === undefined || index === undefined) return { bundle: own.root.digest, documents, manifests };
  return { bundle: index.digest, documents: [{ ...index, mediaType: FULL_INDEX }, ...documents], manifests };
}

/** Blobs beside a bundle that its delta leaves out: those that the other side has, or that are blobs of the bundle too. */
export function omittedBeside({ beside }: BundleDocuments, blobs: Iterable<Digest>): ReadonlySet<Digest> {
  const held = [...(beside?.held ?? [])].filter((digest) => beside?.beside.needed.has(digest) !== true);
  return new Set([...blobs, ...held]);
}

/** The documents of a delta, and its descriptor for the index of a layout. */
export interface DeltaHead {
  readonly root: Descriptor;
  readonly documents: readonly DocumentToWrite[];
}

export function describeDelta(
  { name, config: { platform } }: Pick<BundleDocuments, "name" | "config">,
  delta: DeltaConfig,
  layers: readonly Pick<Descriptor, "mediaType" | "digest" | "size">[],
): DeltaHead {
  const config = encodeDelta(delta);
  const manifest = encodeManifest({
    artifactType: DELTA_ARTIFACT,
    config: { mediaType: DELTA_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers,
  });
  const root = describeManifest(name, manifest, { platform, artifactType: DELTA_ARTIFACT });
  return { root, documents: [documentOf(IMAGE_MANIFEST, manifest), documentOf(DELTA_CONFIG, config)] };
}
