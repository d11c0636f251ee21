import {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  encodeOcix,
  formatOcix
} from "./chunk-3XVLL75O.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  OCIX_TAG,
  TIME_TAG,
  TOOL_TAG,
  encodeOcix,
  formatOcix
};
