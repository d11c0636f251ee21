// from-joined:src/oci/digest.ts
import { algorithmOf_82, digestOf_82, digester_82, hexOf_82, isDigest_82, isDigestOf_82, parseDigest_82 } from "./core.mjs";

export {
  algorithmOf_82,
  digestOf_82,
  digester_82,
  hexOf_82,
  isDigest_82,
  isDigestOf_82,
  parseDigest_82
};
