// from-joined:src/bundle/config.ts
import { EXECUTABLE_PREFIX_126, FORMAT_VERSION_126, HOME_PREFIX_126, encodeConfig_126, parseConfig_126 } from "./core.mjs";

export {
  EXECUTABLE_PREFIX_126,
  FORMAT_VERSION_126,
  HOME_PREFIX_126,
  encodeConfig_126,
  parseConfig_126
};
