import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-FNAGZHX7.mjs";
import "./chunk-2AGFSEXG.mjs";
import "./chunk-3B4VTDMJ.mjs";
import "./chunk-EBCTWWMJ.mjs";
import "./chunk-VD5UDD64.mjs";
import "./chunk-B64MKRB7.mjs";
import "./chunk-SZ4NDIM4.mjs";
import "./chunk-VQFAZTF2.mjs";
import "./chunk-DI4XLZM6.mjs";
import "./chunk-NAXKPNS4.mjs";
import "./chunk-VU36Z3SZ.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-26ER7EYS.mjs";
import "./chunk-PEIBTZEM.mjs";
import "./chunk-NQWRBVGL.mjs";
import "./chunk-NSHG4IOH.mjs";
import "./chunk-DP257AGB.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-CYMT2K2Y.mjs";
import "./chunk-FIIWMVOY.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-R4IX6WZE.mjs";
import "./chunk-RCBPZAWZ.mjs";
import "./chunk-7YSJAAAR.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-WW4K3S3K.mjs";
import "./chunk-CAJQCKVP.mjs";
import "./chunk-6SE2B6UV.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-6CVECFRB.mjs";
import "./chunk-MJOTLTJ4.mjs";
import "./chunk-WL4S7AWV.mjs";
import "./chunk-QPVEOAGO.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-XYCDYIGT.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importAndSummarize,
  importBundle
};
