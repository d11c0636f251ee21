// from-joined:src/bundle/find-bundle.ts
import { blobsOf_149, checkConfigs_149, findBundle_149, isBundle_149, partsOf_149 } from "./core.mjs";

export {
  blobsOf_149,
  checkConfigs_149,
  isBundle_149
};
