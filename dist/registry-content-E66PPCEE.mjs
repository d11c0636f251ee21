import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-4UFVSCWZ.mjs";
import "./chunk-YXNTHIAT.mjs";
import "./chunk-AEQQDQ3N.mjs";
import "./chunk-3MIECTPA.mjs";
import "./chunk-RCVXNZRP.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-U466XGCT.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-5ASUYMKP.mjs";
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
  openRegistryContent
};
