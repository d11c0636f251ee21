import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeList
} from "./chunk-SFQZEO6G.mjs";
import {
  encodeManifest
} from "./chunk-ZDWNJVBT.mjs";
import {
  BESIDE,
  EMPTY_JSON,
  IMAGE_MANIFEST,
  ORIGINALS_ARTIFACT,
  ORIGINALS_LIST,
  ORIGINAL_INDEX
} from "./chunk-L7XR4U4C.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";

// src/originals/originals.ts
var EMPTY = describe(EMPTY_JSON, new TextEncoder().encode("{}"));
function besideOf({ list, manifests, indexes, copyBlob }) {
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
        subject: { mediaType, digest, size }
      });
      const own = { descriptor: describe(IMAGE_MANIFEST, bytes).descriptor, bytes };
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
  return { descriptor: { mediaType, digest, size, annotations: { [BESIDE]: role } }, bytes };
}
function indexBlob(bytes) {
  return describe(ORIGINAL_INDEX, bytes);
}
function describe(mediaType, bytes) {
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.byteLength }, bytes };
}

export {
  besideOf,
  LIST_ROLE,
  indexBlob
};
