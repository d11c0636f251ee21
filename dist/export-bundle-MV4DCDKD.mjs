import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-WW5IMMNI.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-XUMITBCF.mjs";
import "./chunk-SCJWF7CM.mjs";
import "./chunk-LGRIBRIS.mjs";
import "./chunk-CUPNTZQI.mjs";
import "./chunk-4ZUKUB46.mjs";
import "./chunk-JRG6R2PW.mjs";
import "./chunk-4CUYO2DT.mjs";
import "./chunk-ZHJVF7LR.mjs";
import "./chunk-HKMO5MRN.mjs";
import "./chunk-ZK6QIAYL.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  exportBundle
};
