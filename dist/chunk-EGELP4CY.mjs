// from-joined:src/oci/manifest.ts
import { encodeImageIndex_147, encodeManifest_147, imageIndexSchema_147, manifestSchema_147 } from "./core.mjs";

export {
  encodeImageIndex_147,
  encodeManifest_147,
  imageIndexSchema_147,
  manifestSchema_147
};
