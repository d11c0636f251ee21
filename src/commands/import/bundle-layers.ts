import type { BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { LayerChange } from "../../home/contents/changes.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { MAX_SPOOLED } from "../../limits.ts";
import type { Descriptor } from "../../oci/descriptor.ts";

/** The part of a bundle that an import unpacks. */
export interface BundlePart {
  /** In the order in which a bundle's tar has their blobs, so that neighbours are fetched together. */
  readonly layers: readonly LayerToUnpack[];
  /** The stored blobs of these layers, and of `ocx` if the home lacks it. In the order in which they are read. */
  readonly blobs: readonly BlobToRead[];
}

export interface LayerToUnpack {
  readonly change: LayerChange;
  readonly listed: BundleLayer;
  /** Whether the home has it, but not as it should be. */
  readonly isDamaged: boolean;
}

export type BlobToRead = Pick<Descriptor, "digest">;

/** Finds the part of a bundle that a home lacks, and that of the layers that are damaged there. */
export function partToUnpack(
  { layers: missing, ocx }: Pick<ImportPlan, "layers" | "ocx">,
  damaged: readonly LayerChange[],
  bundle: Bundle,
): BundlePart {
  const toLayer = (change: LayerChange, isDamaged: boolean): LayerToUnpack => ({
    change,
    listed: listedLayer(bundle, change),
    isDamaged,
  });
  const places = new Map(Array.from(bundle.stored.blobs.keys(), (digest, at) => [digest, at]));
  const place = ({ listed }: LayerToUnpack): number => places.get(bundle.carrierOf(listed) ?? listed.blob) ?? 0;
  const layers = [
    ...missing.map((change) => toLayer(change, false)),
    ...damaged.map((change) => toLayer(change, true)),
  ].toSorted((a, b) => place(a) - place(b));
  const executable = ocx === undefined || ocx.state === "present" ? undefined : bundle.config.ocx?.blob;
  const digests = [...layers.map(({ listed }) => bundle.carrierOf(listed)), executable];
  return { layers, blobs: digests.filter((digest) => digest !== undefined).map((digest) => ({ digest })) };
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
