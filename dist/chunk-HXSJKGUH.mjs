// from-joined:src/oci/links.ts
import { isManifestType_84, parseLinks_84 } from "./core.mjs";

export {
  isManifestType_84,
  parseLinks_84
};
