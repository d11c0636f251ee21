// from-joined:src/oci/links.ts
import { isManifestType_79, parseLinks_79 } from "./core.mjs";

export {
  isManifestType_79,
  parseLinks_79
};
