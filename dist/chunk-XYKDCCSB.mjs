// from-joined:src/oci/manifest.ts
import { encodeImageIndex_153, encodeManifest_153, imageIndexSchema_153, manifestSchema_153 } from "./core.mjs";

export {
  encodeImageIndex_153,
  encodeManifest_153,
  imageIndexSchema_153,
  manifestSchema_153
};
