import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-5LLIUSMX.mjs";
import "./chunk-ZRNC3QSO.mjs";
import "./chunk-V76MGSII.mjs";
import "./chunk-Q5AK34AA.mjs";
import "./chunk-LEDENNIZ.mjs";
import "./chunk-5ML7UYXH.mjs";
import "./chunk-4QOWCHA5.mjs";
import "./chunk-537MVMSQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  inspectBundle
};
