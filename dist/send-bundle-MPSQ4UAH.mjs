import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-D3Y7FDEX.mjs";
import "./chunk-BACTJXW3.mjs";
import "./chunk-ELCDNTJT.mjs";
import "./chunk-56SXJP3L.mjs";
import "./chunk-JVMJ2YDQ.mjs";
import "./chunk-JOR2I76S.mjs";
import "./chunk-ALA777LU.mjs";
import "./chunk-LQ22Z6Y4.mjs";
import "./chunk-ENN7OAVI.mjs";
import "./chunk-LUOS3VIU.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-AOVMBVN7.mjs";
import "./chunk-VT2PZKYM.mjs";
import "./chunk-YQUNSNSA.mjs";
import "./chunk-RBV4PCPU.mjs";
import "./chunk-ESHCRFN5.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
