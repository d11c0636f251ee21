// from-joined:src/bundle/read-verified.ts
import { openBlob_150, readVerified_150 } from "./core.mjs";

export {
  openBlob_150,
  readVerified_150
};
