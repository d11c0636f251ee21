// from-joined:src/oci/layout.ts
import { INDEX_FILE_161, LAYOUT_FILE_161, LAYOUT_VERSION_161, blobPath_161, encodeLayoutFile_161 } from "./core.mjs";

export {
  INDEX_FILE_161,
  LAYOUT_FILE_161,
  blobPath_161,
  encodeLayoutFile_161
};
