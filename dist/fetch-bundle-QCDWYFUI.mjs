import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-JJEARF3W.mjs";
import "./chunk-HQQQMB4S.mjs";
import "./chunk-ETQ7B5RY.mjs";
import "./chunk-XIGXPOSI.mjs";
import "./chunk-JSGUU76R.mjs";
import "./chunk-HTRRVM62.mjs";
import "./chunk-YFKXTX3U.mjs";
import "./chunk-TR56VKZL.mjs";
import "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-NOYUBJPB.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
