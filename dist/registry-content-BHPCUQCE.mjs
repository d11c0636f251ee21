import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-G33TLHGG.mjs";
import "./chunk-6FCWU7XG.mjs";
import "./chunk-VXHLTEV4.mjs";
import "./chunk-J5OONR47.mjs";
import "./chunk-5TUO57EK.mjs";
import "./chunk-DRDCQQXR.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-YBZVJ2GJ.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-NHUVXX2R.mjs";
import "./chunk-3652TLMH.mjs";
import "./chunk-B7ZDVMLZ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  openRegistryContent
};
