import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-QLQRXFXB.mjs";
import "./chunk-VFJJ3BFU.mjs";
import "./chunk-VTAGSHMQ.mjs";
import "./chunk-O54JEUTS.mjs";
import "./chunk-3RPGZWEC.mjs";
import "./chunk-SQIKTAGF.mjs";
import "./chunk-ERFF7RKJ.mjs";
import "./chunk-CQBX7BVU.mjs";
import "./chunk-TTYEBML7.mjs";
import "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-Z3Y5652F.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
