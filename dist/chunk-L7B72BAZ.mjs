// from-joined:src/oci/reference.ts
import { DEFAULT_TAG_117, formatPinned_117, formatReference_117, isRepositoryName_117, isTagName_117, manifestOf_117, parseReference_117 } from "./core.mjs";

export {
  DEFAULT_TAG_117,
  formatPinned_117,
  formatReference_117,
  isRepositoryName_117,
  isTagName_117,
  manifestOf_117,
  parseReference_117
};
