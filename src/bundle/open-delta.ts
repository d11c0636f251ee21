import { checkFrameTable, type FramedBlob } from "../archive/frames/frame-table.ts";
import type { TextSource } from "../archive/frames/text.ts";
import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Digest } from "../oci/digest.ts";
import type { Manifest } from "../oci/manifest.ts";
import { type BundleConfig, type BundleLayer, HOME_PREFIX } from "./config.ts";
import { checkDelta, type DeltaConfig, type LayerPatch } from "./delta-config.ts";

/** The part of a delta that is not in its bundle. */
export interface Delta {
  readonly config: DeltaConfig;
  /** The patch of a layer blob. */
  patchOf(blob: Digest): LayerPatch | undefined;
  /** The blob of a layer that travels as a patch, with the text of its base. */
  patched(layer: BundleLayer, prefix: string, text: TextSource): FramedBlob;
  /** The error for a blob that the delta does not have as it is. */
  lacks(blob: Digest): BundleError;
}

interface DeltaDocuments {
  readonly delta: DeltaConfig;
  readonly manifest: Manifest;
  readonly config: BundleConfig;
  /** Blobs of the bundle that the delta has as they are. */
  readonly blobs: ReadonlyMap<Digest, Bytes>;
  readonly stored: { readonly blobs: ReadonlyMap<Digest, Bytes> };
  /** Name of the place. */
  readonly place: string;
}

/**
 * Opens a delta whose documents are verified. Checks that it fits its bundle, and the table of every patch.
 * @throws BundleError `BUNDLE_INVALID`, `FRAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function openDelta({ delta, manifest, config, blobs, stored, place }: DeltaDocuments): Delta {
  checkDelta(delta, { config, manifest }, new Set(blobs.keys()));
  const patches = new Map(delta.patches.map((patch) => [patch.blob, patch]));
  const open = (layer: BundleLayer, prefix: string): FramedBlob => {
    const patch = patches.get(layer.blob);
    const bytes = patch && stored.blobs.get(patch.patch);
    if (patch === undefined || bytes === undefined)
      throw new BundleError("BUNDLE_INVALID", `Cannot read delta: it lacks the patch of ${layer.blob}`);
    const frames = layer.frames.map((frame, index) => ({ ...frame, ...rowOf(patch, index) }));
    const { entryCount, contentSize } = layer;
    return { name: `${layer.blob} in ${place}`, bytes, prefix, entryCount, contentSize, frames };
  };
  for (const layer of config.layers) {
    checkWholeTable(layer, manifest);
    if (patches.has(layer.blob)) checkFrameTable(open(layer, HOME_PREFIX));
  }
  return {
    config: delta,
    patchOf: (blob) => patches.get(blob),
    patched: (layer, prefix, text) => {
      const ranges = patches.get(layer.blob)?.frames.map(({ dictionary }) => dictionary) ?? [];
      return { ...open(layer, prefix), patched: { text, ranges } };
    },
    lacks: (blob) =>
      new BundleError(
        "DELTA_INCOMPLETE",
        `Cannot read blob ${blob} of ${place}: this is a delta, which does not have it`,
      ),
  };
}

function rowOf({ frames }: LayerPatch, index: number): Pick<LayerPatch["frames"][number], "size" | "digest"> {
  const { size = 0, digest } = frames[index] ?? {};
  if (digest === undefined) throw new Error(`a patch has no frame ${index}`);
  return { size, digest };
}

/** Checks the table of a blob as it is in the bundle: the delta may lack its bytes, but `complete` makes them. */
function checkWholeTable(layer: BundleLayer, { layers }: Manifest): void {
  const descriptor = layers.find(({ digest }) => digest === layer.blob);
  if (descriptor === undefined)
    throw new BundleError(
      "BUNDLE_INVALID",
      `Cannot read delta: the manifest of its bundle does not name ${layer.blob}`,
    );
  const { blob: name, frames, contentSize, entryCount } = layer;
  checkFrameTable({ name, bytes: { size: descriptor.size }, frames, contentSize, entryCount });
}
