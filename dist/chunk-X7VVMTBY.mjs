// from-joined:src/bundle/bundle-name.ts
import { DEFAULT_NAME_OF_SEVERAL_137, checkBundleName_137, defaultBundleName_137 } from "./core.mjs";

export {
  DEFAULT_NAME_OF_SEVERAL_137,
  checkBundleName_137,
  defaultBundleName_137
};
