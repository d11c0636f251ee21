import {
  encodeList
} from "./chunk-2R5IZPZE.mjs";
import {
  encodeManifest_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  BESIDE_136,
  EMPTY_JSON_136,
  IMAGE_MANIFEST_136,
  ORIGINALS_ARTIFACT_136,
  ORIGINALS_LIST_136,
  ORIGINAL_INDEX_136
} from "./chunk-PN52QW44.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";

// src/originals/originals.ts
var EMPTY = describe(EMPTY_JSON_136, new TextEncoder().encode("{}"));
function besideOf({ list, manifests, indexes, copyBlob }) {
  const config = describe(ORIGINALS_LIST_136, encodeList(list));
  const layers = indexes.length > 0 ? indexes : [EMPTY];
  const atHand = new Map([config, ...layers].map((blob) => [blob.descriptor.digest, blob.bytes]));
  return {
    atHand,
    manifestsOf({ mediaType, digest, size }) {
      const bytes = encodeManifest_151({
        artifactType: ORIGINALS_ARTIFACT_136,
        config: config.descriptor,
        layers: layers.map(({ descriptor }) => descriptor),
        subject: { mediaType, digest, size }
      });
      const own = { descriptor: describe(IMAGE_MANIFEST_136, bytes).descriptor, bytes };
      return [mark(own, LIST_ROLE), ...manifests.map((manifest) => mark(manifest, "original"))];
    },
    async copyBlob(blob, write) {
      const bytes = atHand.get(blob.digest);
      await (bytes === void 0 ? copyBlob(blob, write) : write(bytes));
    },
    needed: new Set(atHand.keys())
  };
}
var LIST_ROLE = "originals";
function mark({ descriptor: { mediaType, digest, size }, bytes }, role) {
  return { descriptor: { mediaType, digest, size, annotations: { [BESIDE_136]: role } }, bytes };
}
function indexBlob(bytes) {
  return describe(ORIGINAL_INDEX_136, bytes);
}
function describe(mediaType, bytes) {
  return { descriptor: { mediaType, digest: digestOf_82(bytes), size: bytes.byteLength }, bytes };
}

export {
  besideOf,
  LIST_ROLE,
  indexBlob
};
