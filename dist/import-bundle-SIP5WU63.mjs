import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importBundle
} from "./chunk-CSS76GIM.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-DKPABEYX.mjs";
import "./chunk-345WKTXN.mjs";
import "./chunk-TKGT4S4S.mjs";
import "./chunk-5AR65B3L.mjs";
import "./chunk-5QEYRBQW.mjs";
import "./chunk-FMLXBOVH.mjs";
import "./chunk-MLRBC4VP.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  importBundle
};
