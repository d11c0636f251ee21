// from-joined:src/bundle/find-bundle.ts
import { blobsOf_144, checkConfigs_144, findBundle_144, isBundle_144, partsOf_144 } from "./core.mjs";

export {
  blobsOf_144,
  checkConfigs_144,
  isBundle_144
};
