import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-AY2ZLEGH.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-QEYHQR5B.mjs";
import "./chunk-LTIFEAIV.mjs";
import "./chunk-6R4NBRZT.mjs";
import "./chunk-ZZWRXHFU.mjs";
import "./chunk-EAWP6FY7.mjs";
import "./chunk-2L7XXEPK.mjs";
import "./chunk-A3IJZYQB.mjs";
import "./chunk-J4EJY76C.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  exportBundle
};
