// from-joined:src/layout/directory-layout.ts
import { isDirectoryLayout_139, openDirectoryLayout_139 } from "./core.mjs";

export {
  isDirectoryLayout_139,
  openDirectoryLayout_139
};
