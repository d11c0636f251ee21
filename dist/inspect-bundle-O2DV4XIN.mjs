import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-P3BGSZ6Q.mjs";
import "./chunk-UWDVBK5U.mjs";
import "./chunk-ELCDNTJT.mjs";
import "./chunk-2ZCIFGEV.mjs";
import "./chunk-ZCQJATUY.mjs";
import "./chunk-ENN7OAVI.mjs";
import "./chunk-LUOS3VIU.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-WV2IAIOL.mjs";
import "./chunk-AOVMBVN7.mjs";
import "./chunk-VT2PZKYM.mjs";
import "./chunk-YQUNSNSA.mjs";
import "./chunk-RBV4PCPU.mjs";
import "./chunk-ESHCRFN5.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
