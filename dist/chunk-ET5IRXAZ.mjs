// from-joined:src/layout/file-kind.ts
import { fileKind_167, readStart_167 } from "./core.mjs";

export {
  readStart_167
};
