// from-joined:src/layout/file-kind.ts
import { fileKind_174, readStart_174 } from "./core.mjs";

export {
  readStart_174
};
