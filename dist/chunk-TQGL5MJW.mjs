// from-joined:src/bundle/bundle-name.ts
import { DEFAULT_NAME_OF_SEVERAL_138, checkBundleName_138, defaultBundleName_138 } from "./core.mjs";

export {
  DEFAULT_NAME_OF_SEVERAL_138,
  checkBundleName_138,
  defaultBundleName_138
};
