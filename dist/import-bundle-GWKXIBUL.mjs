import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importBundle
} from "./chunk-IRYOUYUP.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-G4UDS22D.mjs";
import "./chunk-345WKTXN.mjs";
import "./chunk-IWWDVDDK.mjs";
import "./chunk-EMMQZB2M.mjs";
import "./chunk-5QEYRBQW.mjs";
import "./chunk-NWXE66D6.mjs";
import "./chunk-MLRBC4VP.mjs";
import "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  importBundle
};
