import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-AAWKRYB7.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-DKPABEYX.mjs";
import "./chunk-345WKTXN.mjs";
import "./chunk-5AR65B3L.mjs";
import "./chunk-5QEYRBQW.mjs";
import "./chunk-YZR73SVR.mjs";
import "./chunk-FMLXBOVH.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  exportBundle
};
