// from-joined:src/oci/digest.ts
import { algorithmOf_86, digestOf_86, digester_86, hexOf_86, isDigest_86, isDigestOf_86, parseDigest_86 } from "./core.mjs";

export {
  algorithmOf_86,
  digestOf_86,
  digester_86,
  hexOf_86,
  isDigest_86,
  isDigestOf_86,
  parseDigest_86
};
