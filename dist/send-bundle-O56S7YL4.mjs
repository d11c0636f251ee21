import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-PA2KO2RD.mjs";
import "./chunk-WIWBHOU4.mjs";
import "./chunk-HXO4COCE.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-53MGNY4R.mjs";
import "./chunk-CLWWWKQC.mjs";
import "./chunk-SZTUSSPZ.mjs";
import "./chunk-KU5SV3LX.mjs";
import "./chunk-YU33JWJ6.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-LNR7LLMD.mjs";
import "./chunk-ZWU27QIT.mjs";
import "./chunk-MSYQVU6D.mjs";
import "./chunk-5KGMDXVC.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
import "./chunk-PDLELWUJ.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
