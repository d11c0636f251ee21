// from-joined:src/layout/file-kind.ts
import { fileKind_165, readStart_165 } from "./core.mjs";

export {
  readStart_165
};
