import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { LAYER_TAR_ZSTD } from "../oci/media-types.ts";
import { DELTA_VERSION, type DeltaConfig, type LayerPatch, type ZstdParameters } from "./delta-config.ts";
import { type BundleDocuments, type DeltaHead, describeDelta, omittedBeside, verbatimOf } from "./delta-documents.ts";
import { orderBeside } from "./manifests-beside.ts";
import type { LayerChoice } from "./write-delta.ts";

/** A delta whose patches are not made. */
export interface OutlinedDelta extends DeltaHead {
  readonly config: DeltaConfig;
  /** In the order of the manifest. No blob is smaller than the real one. */
  readonly blobs: readonly Pick<Descriptor, "digest" | "size">[];
}

/**
 * Outlines a delta before its patches are made. It is the largest that the real one can be: a patch counts as much as its blob, and
 * documents have the longest numbers. Pure.
 * @param blobs those of the bundle, in the order of its manifest
 */
export function outlineDelta(
  documents: BundleDocuments,
  blobs: readonly Pick<Descriptor, "digest" | "size">[],
  { choices, zstd }: { readonly choices: ReadonlyMap<Digest, LayerChoice>; readonly zstd: ZstdParameters },
): OutlinedDelta {
  const verbatim = verbatimOf(documents);
  const kindOf = ({ digest }: { readonly digest: Digest }) => choices.get(digest)?.kind ?? "whole";
  const beside = orderBeside(
    verbatim.manifests,
    omittedBeside(
      documents,
      blobs.map(({ digest }) => digest),
    ),
  );
  const carried = [
    ...verbatim.documents.map(({ digest, bytes }) => ({ digest, size: bytes.byteLength })),
    ...blobs.filter((blob) => kindOf(blob) !== "omitted"),
    ...beside.map(({ descriptor: { digest, size } }) => ({ digest, size })),
  ];
  const delta: DeltaConfig = {
    deltaVersion: DELTA_VERSION,
    requires: [],
    bundle: verbatim.bundle,
    omitted: blobs.filter((blob) => kindOf(blob) === "omitted").map(({ digest }) => digest),
    patches: blobs.flatMap(({ digest }) => widestPatch(digest, documents, choices.get(digest))),
    zstd,
  };
  // No media type of a delta's layer is longer.
  const layers = carried.map(({ digest, size }) => ({ mediaType: LAYER_TAR_ZSTD, digest, size }));
  return { config: delta, blobs: carried, ...describeDelta(documents, delta, layers) };
}

function widestPatch(
  digest: Digest,
  { config }: BundleDocuments,
  choice: LayerChoice | undefined,
): readonly LayerPatch[] {
  const layer = config.layers.find(({ blob }) => blob === digest);
  if (choice?.kind !== "patched" || layer === undefined) return [];
  const frames = layer.frames.map((frame, index) => {
    const range = choice.ranges[index];
    // A range is moved by a byte if it begins like a trained dictionary.
    const dictionary = range && { ...range, offset: range.offset + 1 };
    return { size: frame.size, digest, ...(dictionary && { dictionary }) };
  });
  return [{ blob: digest, patch: digest, base: choice.base, frames }];
}
