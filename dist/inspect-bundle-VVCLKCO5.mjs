import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-2YLO3YXS.mjs";
import "./chunk-BUPKT6GX.mjs";
import "./chunk-ZAE6FAWZ.mjs";
import "./chunk-YSAAMCLT.mjs";
import "./chunk-ANE32H3G.mjs";
import "./chunk-OJRKHDAX.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-35PS4UPC.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
