import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-CQAFKCQ2.mjs";
import "./chunk-PSFUEJWR.mjs";
import "./chunk-KHY6NKSQ.mjs";
import "./chunk-YBS6Y63T.mjs";
import "./chunk-CSUZLIQQ.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-53MGNY4R.mjs";
import "./chunk-CLWWWKQC.mjs";
import "./chunk-B3ZL6TXG.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-KU5SV3LX.mjs";
import "./chunk-YU33JWJ6.mjs";
import "./chunk-LHHRBI6Z.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-LNR7LLMD.mjs";
import "./chunk-JRU5M74L.mjs";
import "./chunk-G25ACHA6.mjs";
import "./chunk-ZWU27QIT.mjs";
import "./chunk-MSYQVU6D.mjs";
import "./chunk-5KGMDXVC.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-WR4NE46F.mjs";
import "./chunk-JCTERG6B.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
import "./chunk-PDLELWUJ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importAndSummarize,
  importBundle
};
