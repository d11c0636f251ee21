import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  printConfiguration,
  withoutOriginals
} from "./chunk-TLJBRAF3.mjs";
import "./chunk-XSAF6C5P.mjs";
import "./chunk-JJOJ54KG.mjs";
import "./chunk-AY7ING6R.mjs";
import "./chunk-HHZI6YZK.mjs";
import "./chunk-SFQZEO6G.mjs";
import "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-RPFQEEOQ.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  printConfiguration,
  withoutOriginals
};
