import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-PSSM6KKS.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-FFGVJX5U.mjs";
import "./chunk-2PQGRQEK.mjs";
import "./chunk-UANDXSUM.mjs";
import "./chunk-DAXEKHTP.mjs";
import "./chunk-ANE32H3G.mjs";
import "./chunk-OJRKHDAX.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-RJLPDTY2.mjs";
import "./chunk-35PS4UPC.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  exportBundle
};
