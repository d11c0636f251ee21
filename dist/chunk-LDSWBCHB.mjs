// from-joined:src/oci/partial-digest.ts
import { FEWEST_DIGITS_83, isBeginningOf_83, parsePartialDigest_83 } from "./core.mjs";

export {
  FEWEST_DIGITS_83,
  isBeginningOf_83,
  parsePartialDigest_83
};
