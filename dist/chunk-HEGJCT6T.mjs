// from-joined:src/bundle/find-bundle.ts
import { blobsOf_146, checkConfigs_146, findBundle_146, isBundle_146, partsOf_146 } from "./core.mjs";

export {
  blobsOf_146,
  checkConfigs_146,
  isBundle_146
};
