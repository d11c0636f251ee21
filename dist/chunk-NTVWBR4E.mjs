// from-joined:src/bundle/bundle-name.ts
import { DEFAULT_NAME_OF_SEVERAL_140, checkBundleName_140, defaultBundleName_140 } from "./core.mjs";

export {
  DEFAULT_NAME_OF_SEVERAL_140,
  checkBundleName_140,
  defaultBundleName_140
};
