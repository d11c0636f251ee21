// from-joined:src/oci/reference.ts
import { DEFAULT_TAG_119, formatPinned_119, formatReference_119, isRepositoryName_119, isTagName_119, manifestOf_119, parseReference_119 } from "./core.mjs";

export {
  DEFAULT_TAG_119,
  formatPinned_119,
  formatReference_119,
  isRepositoryName_119,
  isTagName_119,
  manifestOf_119,
  parseReference_119
};
