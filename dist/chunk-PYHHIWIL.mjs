// from-joined:src/bundle/config.ts
import { EXECUTABLE_PREFIX_132, FORMAT_VERSION_132, HOME_PREFIX_132, encodeConfig_132, parseConfig_132 } from "./core.mjs";

export {
  EXECUTABLE_PREFIX_132,
  FORMAT_VERSION_132,
  HOME_PREFIX_132,
  encodeConfig_132,
  parseConfig_132
};
