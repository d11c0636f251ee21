// from-joined:src/oci/manifest.ts
import { encodeImageIndex_151, encodeManifest_151, imageIndexSchema_151, manifestSchema_151 } from "./core.mjs";

export {
  encodeImageIndex_151,
  encodeManifest_151,
  imageIndexSchema_151,
  manifestSchema_151
};
