// from-joined:src/oci/reference.ts
import { DEFAULT_TAG_127, formatPinned_127, formatReference_127, isRepositoryName_127, isTagName_127, manifestOf_127, parseReference_127 } from "./core.mjs";

export {
  DEFAULT_TAG_127,
  formatPinned_127,
  formatReference_127,
  isRepositoryName_127,
  isTagName_127,
  manifestOf_127,
  parseReference_127
};
