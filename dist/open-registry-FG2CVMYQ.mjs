import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  PATIENCE,
  openRegistry
} from "./chunk-2L7WE2BE.mjs";
import "./chunk-U466XGCT.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-4WU2DSPI.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  PATIENCE,
  openRegistry
};
