import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-W3JNNIOB.mjs";
import "./chunk-P6N3XSBO.mjs";
import "./chunk-SCT62EHV.mjs";
import "./chunk-FBU6GS6S.mjs";
import "./chunk-MPRV557D.mjs";
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
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
