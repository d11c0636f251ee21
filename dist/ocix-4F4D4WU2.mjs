import {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  encodeOcix,
  formatOcix
} from "./chunk-IRM35LBG.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  encodeOcix,
  formatOcix
};
