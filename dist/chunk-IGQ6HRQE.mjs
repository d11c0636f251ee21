// from-joined:src/bundle/config.ts
import { EXECUTABLE_PREFIX_133, FORMAT_VERSION_133, HOME_PREFIX_133, encodeConfig_133, parseConfig_133 } from "./core.mjs";

export {
  EXECUTABLE_PREFIX_133,
  FORMAT_VERSION_133,
  HOME_PREFIX_133,
  encodeConfig_133,
  parseConfig_133
};
