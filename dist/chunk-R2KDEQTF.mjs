// from-joined:src/oci/manifest.ts
import { encodeImageIndex_150, encodeManifest_150, imageIndexSchema_150, manifestSchema_150 } from "./core.mjs";

export {
  encodeImageIndex_150,
  encodeManifest_150,
  imageIndexSchema_150,
  manifestSchema_150
};
