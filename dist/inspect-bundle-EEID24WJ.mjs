import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-2NRZWGZZ.mjs";
import "./chunk-7NZON2C4.mjs";
import "./chunk-6R4NBRZT.mjs";
import "./chunk-ZZWRXHFU.mjs";
import "./chunk-55O5BU5F.mjs";
import "./chunk-A3IJZYQB.mjs";
import "./chunk-J4EJY76C.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  inspectBundle
};
