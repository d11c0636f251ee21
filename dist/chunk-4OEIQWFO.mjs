// from-joined:src/home/config/config-files.ts
import { MANAGED_CONFIG_7, defaultRegistry_7, isSet_7, memberOf_7, patchSources_7, readConfigFiles_7 } from "./core.mjs";

export {
  defaultRegistry_7,
  isSet_7,
  memberOf_7,
  readConfigFiles_7
};
