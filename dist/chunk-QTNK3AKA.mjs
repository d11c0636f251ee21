// from-joined:src/bundle/find-bundle.ts
import { blobsOf_143, checkConfigs_143, findBundle_143, isBundle_143, partsOf_143 } from "./core.mjs";

export {
  blobsOf_143,
  checkConfigs_143,
  isBundle_143
};
