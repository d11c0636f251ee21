// from-joined:src/home/config/config-files.ts
import { defaultRegistry_7, patchSources_7, readConfiguration_7 } from "./core.mjs";

export {
  defaultRegistry_7,
  readConfiguration_7
};
