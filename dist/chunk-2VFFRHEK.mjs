// from-joined:src/oci/layout.ts
import { INDEX_FILE_162, LAYOUT_FILE_162, LAYOUT_VERSION_162, blobPath_162, encodeLayoutFile_162 } from "./core.mjs";

export {
  INDEX_FILE_162,
  LAYOUT_FILE_162,
  blobPath_162,
  encodeLayoutFile_162
};
