import {
  encodeList
} from "./chunk-C4R2HPRQ.mjs";
import {
  encodeManifest_153
} from "./chunk-XYKDCCSB.mjs";
import {
  BESIDE_139,
  EMPTY_JSON_139,
  IMAGE_MANIFEST_139,
  ORIGINALS_ARTIFACT_139,
  ORIGINALS_LIST_139,
  ORIGINAL_INDEX_139
} from "./chunk-OYT7DEZK.mjs";
import {
  digestOf_87
} from "./chunk-JSX5QINM.mjs";

// src/originals/originals.ts
var EMPTY = describe(EMPTY_JSON_139, new TextEncoder().encode("{}"));
function besideOf({ list, manifests, indexes, copyBlob }) {
  const config = describe(ORIGINALS_LIST_139, encodeList(list));
  const layers = indexes.length > 0 ? indexes : [EMPTY];
  const atHand = new Map([config, ...layers].map((blob) => [blob.descriptor.digest, blob.bytes]));
  return {
    atHand,
    manifestsOf({ mediaType, digest, size }) {
      const bytes = encodeManifest_153({
        artifactType: ORIGINALS_ARTIFACT_139,
        config: config.descriptor,
        layers: layers.map(({ descriptor }) => descriptor),
        subject: { mediaType, digest, size }
      });
      const own = { descriptor: describe(IMAGE_MANIFEST_139, bytes).descriptor, bytes };
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
  return { descriptor: { mediaType, digest, size, annotations: { [BESIDE_139]: role } }, bytes };
}
function indexBlob(bytes) {
  return describe(ORIGINAL_INDEX_139, bytes);
}
function describe(mediaType, bytes) {
  return { descriptor: { mediaType, digest: digestOf_87(bytes), size: bytes.byteLength }, bytes };
}

export {
  besideOf,
  LIST_ROLE,
  indexBlob
};
