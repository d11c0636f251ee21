// from-joined:src/bundle/find-bundle.ts
import { blobsOf_147, checkConfigs_147, findBundle_147, isBundle_147, partsOf_147 } from "./core.mjs";

export {
  blobsOf_147,
  checkConfigs_147,
  isBundle_147
};
