// from-joined:src/oci/layout.ts
import { INDEX_FILE_171, LAYOUT_FILE_171, LAYOUT_VERSION_171, blobPath_171, encodeLayoutFile_171 } from "./core.mjs";

export {
  INDEX_FILE_171,
  LAYOUT_FILE_171,
  blobPath_171,
  encodeLayoutFile_171
};
