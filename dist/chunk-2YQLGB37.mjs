// from-joined:src/layout/directory-layout.ts
import { isDirectoryLayout_136, openDirectoryLayout_136 } from "./core.mjs";

export {
  isDirectoryLayout_136,
  openDirectoryLayout_136
};
