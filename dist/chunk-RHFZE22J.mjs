// from-joined:src/layout/directory-layout.ts
import { isDirectoryLayout_138, openDirectoryLayout_138 } from "./core.mjs";

export {
  isDirectoryLayout_138,
  openDirectoryLayout_138
};
