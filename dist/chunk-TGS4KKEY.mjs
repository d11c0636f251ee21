// from-joined:src/layout/directory-layout.ts
import { isDirectoryLayout_135, openDirectoryLayout_135 } from "./core.mjs";

export {
  isDirectoryLayout_135,
  openDirectoryLayout_135
};
