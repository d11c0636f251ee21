import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-5KJY7O3K.mjs";
import "./chunk-CB2NGB4E.mjs";
import "./chunk-NUYE6EWJ.mjs";
import "./chunk-PT42CRVS.mjs";
import "./chunk-Y2Y5QACF.mjs";
import "./chunk-KNBVSMAC.mjs";
import "./chunk-HSLA2DYI.mjs";
import "./chunk-MPRV557D.mjs";
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
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-7I5IG3RI.mjs";
import "./chunk-OYXHPWFD.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
