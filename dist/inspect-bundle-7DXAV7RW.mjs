import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-WNI5Z2Y4.mjs";
import "./chunk-QHF3SIAE.mjs";
import "./chunk-ETQ7B5RY.mjs";
import "./chunk-OKAUG4TZ.mjs";
import "./chunk-3TUF7GB5.mjs";
import "./chunk-TR56VKZL.mjs";
import "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ACBOKNPC.mjs";
import "./chunk-NOYUBJPB.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
