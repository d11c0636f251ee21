import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importBundle
} from "./chunk-VPUBL4JF.mjs";
import "./chunk-UQPGKFQ3.mjs";
import "./chunk-QHF3SIAE.mjs";
import "./chunk-GHVKNPXL.mjs";
import "./chunk-ETQ7B5RY.mjs";
import "./chunk-W2YP37XJ.mjs";
import "./chunk-JSGUU76R.mjs";
import "./chunk-OKAUG4TZ.mjs";
import "./chunk-WWUYS742.mjs";
import "./chunk-HTRRVM62.mjs";
import "./chunk-YFKXTX3U.mjs";
import "./chunk-3TUF7GB5.mjs";
import "./chunk-TR56VKZL.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-OXYKG5XG.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-TL6ARVGK.mjs";
import "./chunk-ACBOKNPC.mjs";
import "./chunk-NOYUBJPB.mjs";
import "./chunk-N7M2NC2Y.mjs";
import "./chunk-JYEZIWH6.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importBundle
};
