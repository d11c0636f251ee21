import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-KARS5Y4H.mjs";
import "./chunk-3KAALUYF.mjs";
import "./chunk-YSAAMCLT.mjs";
import "./chunk-UANDXSUM.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
