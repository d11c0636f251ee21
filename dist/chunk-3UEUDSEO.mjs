// from-joined:src/oci/manifest.ts
import { encodeImageIndex_148, encodeManifest_148, imageIndexSchema_148, manifestSchema_148 } from "./core.mjs";

export {
  encodeImageIndex_148,
  encodeManifest_148,
  imageIndexSchema_148,
  manifestSchema_148
};
