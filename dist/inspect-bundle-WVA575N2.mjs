import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-UALXHVUS.mjs";
import "./chunk-TKGT4S4S.mjs";
import "./chunk-5AR65B3L.mjs";
import "./chunk-5QEYRBQW.mjs";
import "./chunk-MLRBC4VP.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  inspectBundle
};
