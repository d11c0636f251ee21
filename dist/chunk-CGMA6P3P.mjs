// from-joined:src/layout/file-kind.ts
import { fileKind_164, readStart_164 } from "./core.mjs";

export {
  readStart_164
};
