import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  showEnvironment
} from "./chunk-6PHQIFPY.mjs";
import "./chunk-M26VLMAH.mjs";
import "./chunk-XUPQD2KL.mjs";
import "./chunk-LEDENNIZ.mjs";
import "./chunk-5ML7UYXH.mjs";
import "./chunk-4QOWCHA5.mjs";
import "./chunk-537MVMSQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  showEnvironment
};
