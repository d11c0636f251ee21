// from-joined:src/oci/digest.ts
import { algorithmOf_81, digestOf_81, digester_81, hexOf_81, isDigest_81, isDigestOf_81, parseDigest_81 } from "./core.mjs";

export {
  algorithmOf_81,
  digestOf_81,
  digester_81,
  hexOf_81,
  isDigest_81,
  isDigestOf_81,
  parseDigest_81
};
