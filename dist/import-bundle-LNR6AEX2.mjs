import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-6YA44OU7.mjs";
import "./chunk-IT3QRTHO.mjs";
import "./chunk-NONF26QX.mjs";
import "./chunk-EBCTWWMJ.mjs";
import "./chunk-MYCQDOUK.mjs";
import "./chunk-S6IEKOMW.mjs";
import "./chunk-SZ4NDIM4.mjs";
import "./chunk-VQFAZTF2.mjs";
import "./chunk-DI4XLZM6.mjs";
import "./chunk-NAXKPNS4.mjs";
import "./chunk-SPEYPKUY.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-UB6M6X3F.mjs";
import "./chunk-6V3PZK3Y.mjs";
import "./chunk-OAN3V6CS.mjs";
import "./chunk-NSHG4IOH.mjs";
import "./chunk-DP257AGB.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-CYMT2K2Y.mjs";
import "./chunk-FIIWMVOY.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-SLGMSHB6.mjs";
import "./chunk-PCTAF6UI.mjs";
import "./chunk-7YSJAAAR.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-WW4K3S3K.mjs";
import "./chunk-PJJ4X2XW.mjs";
import "./chunk-6SE2B6UV.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-6CVECFRB.mjs";
import "./chunk-MJOTLTJ4.mjs";
import "./chunk-WL4S7AWV.mjs";
import "./chunk-QPVEOAGO.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-DBZ7BEX5.mjs";
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
