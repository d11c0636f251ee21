// from-joined:src/bundle/config.ts
import { EXECUTABLE_PREFIX_128, FORMAT_VERSION_128, HOME_PREFIX_128, encodeConfig_128, parseConfig_128 } from "./core.mjs";

export {
  EXECUTABLE_PREFIX_128,
  FORMAT_VERSION_128,
  HOME_PREFIX_128,
  encodeConfig_128,
  parseConfig_128
};
