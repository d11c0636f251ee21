// from-joined:src/bundle/config.ts
import { EXECUTABLE_PREFIX_125, FORMAT_VERSION_125, HOME_PREFIX_125, encodeConfig_125, parseConfig_125 } from "./core.mjs";

export {
  EXECUTABLE_PREFIX_125,
  FORMAT_VERSION_125,
  HOME_PREFIX_125,
  encodeConfig_125,
  parseConfig_125
};
