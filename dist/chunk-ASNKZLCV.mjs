// from-joined:src/bundle/bundle-name.ts
import { DEFAULT_NAME_OF_SEVERAL_135, checkBundleName_135, defaultBundleName_135 } from "./core.mjs";

export {
  DEFAULT_NAME_OF_SEVERAL_135,
  checkBundleName_135,
  defaultBundleName_135
};
