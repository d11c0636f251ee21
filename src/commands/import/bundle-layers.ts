import type { BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { LayerChange } from "../../home/contents/changes.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { MAX_SPOOLED } from "../../limits.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import type { Digest } from "../../oci/digest.ts";

/** Digests of the blobs that an import reads, in the order in which it reads them: that of a bundle's tar. */
export function blobsToRead(
  { ocx }: Pick<ImportPlan, "ocx">,
  layers: readonly LayerChange[],
  bundle: Bundle,
): readonly BlobToRead[] {
  const { config } = bundle;
  return [
    ...carriersOf(inManifestOrder(layers, bundle), bundle),
    ...(ocx === undefined || ocx.state === "present" || config.ocx === undefined ? [] : [{ digest: config.ocx.blob }]),
  ];
}

export type BlobToRead = Pick<Descriptor, "digest">;

interface LayerToUnpack {
  readonly change: LayerChange;
  readonly listed: BundleLayer;
}

/** Layers in the order in which a bundle's tar has their blobs, so that neighbours are fetched together. */
export function inManifestOrder(changes: readonly LayerChange[], bundle: Bundle): readonly LayerToUnpack[] {
  const places = new Map<Digest | undefined, number>(
    Array.from(bundle.stored.blobs.keys(), (digest, at) => [digest, at]),
  );
  const place = (layer: BundleLayer): number => places.get(bundle.carrierOf(layer)) ?? 0;
  return changes
    .map((change) => ({ change, listed: listedLayer(bundle, change) }))
    .toSorted((a, b) => place(a.listed) - place(b.listed));
}

/** The stored blobs that layers are made from. */
function carriersOf(layers: readonly LayerToUnpack[], bundle: Bundle): readonly { readonly digest: Digest }[] {
  const carriers = layers.map(({ listed }) => bundle.carrierOf(listed)).filter((digest) => digest !== undefined);
  return carriers.map((digest) => ({ digest }));
}

/** Finds a layer in the config. It must be there: `readBundle` has checked that. */
export function listedLayer(
  { config }: Bundle,
  { registry, digest }: Pick<LayerChange, "registry" | "digest">,
): BundleLayer {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === undefined) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}

/** Content in bytes of the layers that an import adds. */
export function contentOf(plan: Pick<ImportPlan, "layers">, bundle: Bundle): number {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}

/** Bytes that an import has to fetch for these blobs; undefined for a bundle on this machine. */
export function missingBytes(blobs: readonly BlobToRead[], { content }: Bundle): number | undefined {
  return content.remote?.missing(blobs);
}

/** Most bytes that wait on the disk at a time until they are unpacked. */
export function spooledBytes(blobs: readonly BlobToRead[], bundle: Bundle): number {
  return Math.min(missingBytes(blobs, bundle) ?? 0, MAX_SPOOLED);
}
