// from-joined:src/bundle/read-verified.ts
import { openBlob_144, readVerified_144 } from "./core.mjs";

export {
  openBlob_144,
  readVerified_144
};
