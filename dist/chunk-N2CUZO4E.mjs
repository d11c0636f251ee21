// from-joined:src/bundle/config.ts
import { EXECUTABLE_PREFIX_135, FORMAT_VERSION_135, HOME_PREFIX_135, encodeConfig_135, parseConfig_135 } from "./core.mjs";

export {
  EXECUTABLE_PREFIX_135,
  FORMAT_VERSION_135,
  HOME_PREFIX_135,
  encodeConfig_135,
  parseConfig_135
};
