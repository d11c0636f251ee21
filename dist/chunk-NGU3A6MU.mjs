// from-joined:src/oci/links.ts
import { isManifestType_78, parseLinks_78 } from "./core.mjs";

export {
  isManifestType_78,
  parseLinks_78
};
