// from-joined:src/layout/directory-layout.ts
import { isDirectoryLayout_141, openDirectoryLayout_141 } from "./core.mjs";

export {
  isDirectoryLayout_141,
  openDirectoryLayout_141
};
