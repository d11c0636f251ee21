// from-joined:src/oci/reference.ts
import { DEFAULT_TAG_129, formatPinned_129, formatReference_129, isRepositoryName_129, isTagName_129, manifestOf_129, parseReference_129 } from "./core.mjs";

export {
  DEFAULT_TAG_129,
  formatPinned_129,
  formatReference_129,
  isRepositoryName_129,
  isTagName_129,
  manifestOf_129,
  parseReference_129
};
