import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-7QSYKGNA.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-7HG4TCJ5.mjs";
import "./chunk-MOWYRPK5.mjs";
import "./chunk-V76MGSII.mjs";
import "./chunk-Q5AK34AA.mjs";
import "./chunk-M26VLMAH.mjs";
import "./chunk-XUPQD2KL.mjs";
import "./chunk-5ML7UYXH.mjs";
import "./chunk-4QOWCHA5.mjs";
import "./chunk-537MVMSQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  exportBundle
};
