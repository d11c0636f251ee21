import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-WMI53HZZ.mjs";
import "./chunk-IHP7FCFP.mjs";
import "./chunk-VTAGSHMQ.mjs";
import "./chunk-LBI3XVM5.mjs";
import "./chunk-ZBGI4LSJ.mjs";
import "./chunk-TTYEBML7.mjs";
import "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-HP3WULWA.mjs";
import "./chunk-Z3Y5652F.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
