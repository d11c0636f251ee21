import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  showEnvironment
} from "./chunk-VSUZ6DDA.mjs";
import "./chunk-YZR73SVR.mjs";
import "./chunk-FMLXBOVH.mjs";
import "./chunk-MLRBC4VP.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  showEnvironment
};
