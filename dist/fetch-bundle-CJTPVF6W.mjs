import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-UDK5SSFS.mjs";
import "./chunk-IVDOBNLA.mjs";
import "./chunk-CKLG3CEB.mjs";
import "./chunk-XHQU34P7.mjs";
import "./chunk-DO66P3RZ.mjs";
import "./chunk-Z3LA4GJK.mjs";
import "./chunk-GV52PYWC.mjs";
import "./chunk-KN7JK3FU.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-MZ5U76BJ.mjs";
import "./chunk-7D3CYLIG.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
