import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importBundle
} from "./chunk-MELQLJZM.mjs";
import "./chunk-TH7FMGFQ.mjs";
import "./chunk-UWDVBK5U.mjs";
import "./chunk-SRTHHYOE.mjs";
import "./chunk-ELCDNTJT.mjs";
import "./chunk-5YCIEPQB.mjs";
import "./chunk-JOR2I76S.mjs";
import "./chunk-2ZCIFGEV.mjs";
import "./chunk-6MSLTB6E.mjs";
import "./chunk-ALA777LU.mjs";
import "./chunk-LQ22Z6Y4.mjs";
import "./chunk-ZCQJATUY.mjs";
import "./chunk-ENN7OAVI.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-LUOS3VIU.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-QXKKMGKQ.mjs";
import "./chunk-WV2IAIOL.mjs";
import "./chunk-AOVMBVN7.mjs";
import "./chunk-VT2PZKYM.mjs";
import "./chunk-YQUNSNSA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-RBV4PCPU.mjs";
import "./chunk-ESHCRFN5.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importBundle
};
