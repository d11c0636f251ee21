// from-joined:src/bundle/read-verified.ts
import { openBlob_147, readVerified_147 } from "./core.mjs";

export {
  openBlob_147,
  readVerified_147
};
