import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importBundle
} from "./chunk-PEJMTZAL.mjs";
import "./chunk-XYFGI6CC.mjs";
import "./chunk-777C2JF3.mjs";
import "./chunk-CR25TLWV.mjs";
import "./chunk-CKLG3CEB.mjs";
import "./chunk-TRG2NBGM.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-JEYG3C6B.mjs";
import "./chunk-SZEWHYLY.mjs";
import "./chunk-Z3LA4GJK.mjs";
import "./chunk-GV52PYWC.mjs";
import "./chunk-3A6B7LTF.mjs";
import "./chunk-KN7JK3FU.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-AEG75B7M.mjs";
import "./chunk-PS53ICHA.mjs";
import "./chunk-MZ5U76BJ.mjs";
import "./chunk-7D3CYLIG.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importBundle
};
