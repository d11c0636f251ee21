import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-U7RO6G5E.mjs";
import "./chunk-IWWDVDDK.mjs";
import "./chunk-EMMQZB2M.mjs";
import "./chunk-5QEYRBQW.mjs";
import "./chunk-MLRBC4VP.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  inspectBundle
};
