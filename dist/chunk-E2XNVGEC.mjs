// from-joined:src/oci/digest.ts
import { algorithmOf_85, digestOf_85, digester_85, hexOf_85, isDigest_85, isDigestOf_85, parseDigest_85 } from "./core.mjs";

export {
  algorithmOf_85,
  digestOf_85,
  digester_85,
  hexOf_85,
  isDigest_85,
  isDigestOf_85,
  parseDigest_85
};
