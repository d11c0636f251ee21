import type { Beside, CopyBlob, ManifestBeside } from "../bundle/manifests-beside.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digestOf } from "../oci/digest.ts";
import { encodeManifest } from "../oci/manifest.ts";
import {
  BESIDE,
  EMPTY_JSON,
  IMAGE_MANIFEST,
  ORIGINAL_INDEX,
  ORIGINALS_ARTIFACT,
  ORIGINALS_LIST,
} from "../oci/media-types.ts";
import { encodeList, type OriginalsList } from "./originals-list.ts";

/** A small blob that is at hand. */
export interface BlobAtHand {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** The publishers' own blobs, as far as they are known before the archives are fetched. */
export interface Originals {
  readonly list: OriginalsList;
  /** Leaf manifests, then their referrers. */
  readonly manifests: readonly ManifestBeside[];
  /** Image indexes, which travel as blobs. */
  readonly indexes: readonly BlobAtHand[];
  /** Copies any other blob that the manifests name. */
  readonly copyBlob: CopyBlob;
}

const EMPTY = describe(EMPTY_JSON, new TextEncoder().encode("{}"));

/** Manifests beside a bundle, with the blobs that the first one names. */
export interface BesideWithList extends Beside {
  readonly atHand: ReadonlyMap<Digest, Uint8Array>;
}

/** The manifests beside a bundle: one that lists the originals, then the publishers' own manifests. */
export function besideOf({ list, manifests, indexes, copyBlob }: Originals): BesideWithList {
  const config = describe(ORIGINALS_LIST, encodeList(list));
  const layers = indexes.length > 0 ? indexes : [EMPTY];
  const atHand = new Map([config, ...layers].map((blob) => [blob.descriptor.digest, blob.bytes]));
  return {
    atHand,
    manifestsOf({ mediaType, digest, size }) {
      const bytes = encodeManifest({
        artifactType: ORIGINALS_ARTIFACT,
        config: config.descriptor,
        layers: layers.map(({ descriptor }) => descriptor),
        subject: { mediaType, digest, size },
      });
      const own = { descriptor: describe(IMAGE_MANIFEST, bytes).descriptor, bytes };
      return [mark(own, LIST_ROLE), ...manifests.map((manifest) => mark(manifest, "original"))];
    },
    async copyBlob(blob, write) {
      const bytes = atHand.get(blob.digest);
      await (bytes === undefined ? copyBlob(blob, write) : write(bytes));
    },
    needed: new Set(atHand.keys()),
  };
}

/** Role of the manifest that lists the others. */
export const LIST_ROLE = "originals";

function mark({ descriptor: { mediaType, digest, size }, bytes }: ManifestBeside, role: string): ManifestBeside {
  return { descriptor: { mediaType, digest, size, annotations: { [BESIDE]: role } }, bytes };
}

/** An image index, as a blob. */
export function indexBlob(bytes: Uint8Array): BlobAtHand {
  return describe(ORIGINAL_INDEX, bytes);
}

function describe(mediaType: string, bytes: Uint8Array): BlobAtHand {
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.byteLength }, bytes };
}
