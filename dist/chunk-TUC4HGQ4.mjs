// from-joined:src/oci/reference.ts
import { DEFAULT_TAG_118, formatPinned_118, formatReference_118, isRepositoryName_118, isTagName_118, manifestOf_118, parseReference_118 } from "./core.mjs";

export {
  DEFAULT_TAG_118,
  formatPinned_118,
  formatReference_118,
  isRepositoryName_118,
  isTagName_118,
  manifestOf_118,
  parseReference_118
};
