import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-YBSNZEW6.mjs";
import "./chunk-HUUTNPLA.mjs";
import "./chunk-GJDBEYKU.mjs";
import "./chunk-7ETQ4BTY.mjs";
import "./chunk-T2ISNR7I.mjs";
import "./chunk-DRDCQQXR.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-LJBNAJ7C.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-GY7YNQOC.mjs";
import "./chunk-TXKQHQJ5.mjs";
import "./chunk-UB5ZHGGI.mjs";
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
