import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-ZCHWDOFN.mjs";
import "./chunk-HKKOWW7M.mjs";
import "./chunk-UYHKJPWP.mjs";
import "./chunk-H4CRVPYW.mjs";
import "./chunk-RSOAXMG5.mjs";
import "./chunk-B6MDMTBH.mjs";
import "./chunk-SSTSFZOS.mjs";
import "./chunk-VQFAZTF2.mjs";
import "./chunk-TJVAY7VF.mjs";
import "./chunk-W6O3WJ2A.mjs";
import "./chunk-EYXANMRH.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-QT5NWPNC.mjs";
import "./chunk-PEIBTZEM.mjs";
import "./chunk-NQWRBVGL.mjs";
import "./chunk-UWQ5AUTA.mjs";
import "./chunk-SLWYQ4T2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-5IDIIXLS.mjs";
import "./chunk-LQFP4L26.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-EI4EMXRT.mjs";
import "./chunk-2BGPYGDZ.mjs";
import "./chunk-BRLISGCB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-AHGVM63S.mjs";
import "./chunk-TIMBE76O.mjs";
import "./chunk-6SE2B6UV.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-MBWFJCGY.mjs";
import "./chunk-WGFE33NW.mjs";
import "./chunk-HWHHVJZQ.mjs";
import "./chunk-HI25H3T4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-XYCDYIGT.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importAndSummarize,
  importBundle
};
