// from-joined:src/oci/layout.ts
import { INDEX_FILE_164, LAYOUT_FILE_164, LAYOUT_VERSION_164, blobPath_164, encodeLayoutFile_164 } from "./core.mjs";

export {
  INDEX_FILE_164,
  LAYOUT_FILE_164,
  blobPath_164,
  encodeLayoutFile_164
};
