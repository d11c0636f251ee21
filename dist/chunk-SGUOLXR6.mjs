import {
  encodeList
} from "./chunk-ZZRRVDV5.mjs";
import {
  encodeManifest_148
} from "./chunk-3UEUDSEO.mjs";
import {
  BESIDE_134,
  EMPTY_JSON_134,
  IMAGE_MANIFEST_134,
  ORIGINALS_ARTIFACT_134,
  ORIGINALS_LIST_134,
  ORIGINAL_INDEX_134
} from "./chunk-OO2FR422.mjs";
import {
  digestOf_81
} from "./chunk-L3CNCDPX.mjs";

// src/originals/originals.ts
var EMPTY = describe(EMPTY_JSON_134, new TextEncoder().encode("{}"));
function besideOf({ list, manifests, indexes, copyBlob }) {
  const config = describe(ORIGINALS_LIST_134, encodeList(list));
  const layers = indexes.length > 0 ? indexes : [EMPTY];
  const atHand = new Map([config, ...layers].map((blob) => [blob.descriptor.digest, blob.bytes]));
  return {
    atHand,
    manifestsOf({ mediaType, digest, size }) {
      const bytes = encodeManifest_148({
        artifactType: ORIGINALS_ARTIFACT_134,
        config: config.descriptor,
        layers: layers.map(({ descriptor }) => descriptor),
        subject: { mediaType, digest, size }
      });
      const own = { descriptor: describe(IMAGE_MANIFEST_134, bytes).descriptor, bytes };
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
  return { descriptor: { mediaType, digest, size, annotations: { [BESIDE_134]: role } }, bytes };
}
function indexBlob(bytes) {
  return describe(ORIGINAL_INDEX_134, bytes);
}
function describe(mediaType, bytes) {
  return { descriptor: { mediaType, digest: digestOf_81(bytes), size: bytes.byteLength }, bytes };
}

export {
  besideOf,
  LIST_ROLE,
  indexBlob
};
