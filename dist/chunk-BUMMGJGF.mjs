// from-joined:src/bundle/read-verified.ts
import { openBlob_148, readVerified_148 } from "./core.mjs";

export {
  openBlob_148,
  readVerified_148
};
