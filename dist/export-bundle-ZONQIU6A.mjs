import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exportBundle
} from "./chunk-VL7FECGU.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-PAKH3HQD.mjs";
import "./chunk-XPZIXQG3.mjs";
import "./chunk-NMDXEZFU.mjs";
import "./chunk-RTX33WNG.mjs";
import "./chunk-CGZPTFWD.mjs";
import "./chunk-CKWYK4NA.mjs";
import "./chunk-UM2G4LJZ.mjs";
import "./chunk-W45OZXGS.mjs";
import "./chunk-MFO7HVHU.mjs";
import "./chunk-YXWEVAZE.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  exportBundle
};
