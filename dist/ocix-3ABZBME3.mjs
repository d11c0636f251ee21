import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  encodeOcix,
  formatOcix
} from "./chunk-XBKZIJYL.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  encodeOcix,
  formatOcix
};
