import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { MAX_CONFIG, MAX_MANIFEST } from "../limits.ts";
import { type Descriptor, sameContent } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { type Manifest, manifestSchema } from "../oci/manifest.ts";
import { BUNDLE_CONFIG, FULL_MANIFEST, IMAGE_MANIFEST } from "../oci/media-types.ts";
import { type DeltaConfig, parseDelta } from "./delta-config.ts";
import { onlyLayer } from "./delta-layers.ts";
import { isBundle } from "./find-bundle.ts";
import { readVerified } from "./read-verified.ts";

/** The documents of a delta, and those that it has of its bundle. */
export interface DeltaDocuments {
  readonly delta: DeltaConfig;
  /** Of the bundle. */
  readonly manifest: Manifest;
  readonly descriptor: Descriptor;
}

/** Reads the documents of a delta. @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `DIGEST_MISMATCH`, `LIMIT_EXCEEDED` */
export async function readDelta(content: Content, stored: Manifest): Promise<DeltaDocuments> {
  const what = "config of the delta";
  const delta = parseDelta(await readVerified(content, stored.config, { what, longest: MAX_CONFIG }));
  const full = onlyLayer(stored, FULL_MANIFEST);
  const bytes = await readVerified(content, full, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument(bytes, manifestSchema, "manifest");
  if (!isBundle(manifest)) throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its manifest is not a bundle's");
  if (delta.bundle !== full.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it is of ${delta.bundle}, and has ${full.digest}`);
  if (!sameContent(manifest.config, onlyLayer(stored, BUNDLE_CONFIG)))
    throw new BundleError("BUNDLE_INVALID", "Cannot read delta: its config is not that of its bundle");
  return { delta, manifest, descriptor: { ...full, mediaType: IMAGE_MANIFEST } };
}

/** The blobs of a bundle that a delta has as they are. */
export function wholeBlobs(
  layers: readonly Descriptor[],
  blobs: ReadonlyMap<Digest, Bytes>,
): ReadonlyMap<Digest, Bytes> {
  return new Map(
    layers.flatMap((layer) => {
      const bytes = blobs.get(layer.digest);
      if (bytes === undefined) return [];
      if (bytes.size === layer.size) return [[layer.digest, bytes] as const];
      throw new BundleError("BUNDLE_INVALID", `Cannot read delta: blob ${layer.digest} has two sizes`);
    }),
  );
}
