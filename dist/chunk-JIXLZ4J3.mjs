// from-joined:src/bundle/bundle-name.ts
import { DEFAULT_NAME_OF_SEVERAL_134, checkBundleName_134, defaultBundleName_134 } from "./core.mjs";

export {
  DEFAULT_NAME_OF_SEVERAL_134,
  checkBundleName_134,
  defaultBundleName_134
};
