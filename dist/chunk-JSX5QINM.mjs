// from-joined:src/oci/digest.ts
import { algorithmOf_87, digestOf_87, digester_87, hexOf_87, isDigest_87, isDigestOf_87, parseDigest_87 } from "./core.mjs";

export {
  algorithmOf_87,
  digestOf_87,
  digester_87,
  hexOf_87,
  isDigest_87,
  isDigestOf_87,
  parseDigest_87
};
