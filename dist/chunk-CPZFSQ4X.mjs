// from-joined:src/bundle/read-verified.ts
import { openBlob_145, readVerified_145 } from "./core.mjs";

export {
  openBlob_145,
  readVerified_145
};
