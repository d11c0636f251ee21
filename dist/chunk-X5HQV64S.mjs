// from-joined:src/oci/links.ts
import { isManifestType_82, parseLinks_82 } from "./core.mjs";

export {
  isManifestType_82,
  parseLinks_82
};
