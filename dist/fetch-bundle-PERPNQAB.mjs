import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-KHSV4UZB.mjs";
import "./chunk-XDV3M6WB.mjs";
import "./chunk-BW74BZ56.mjs";
import "./chunk-CUOEP7JI.mjs";
import "./chunk-NMDXEZFU.mjs";
import "./chunk-UM2G4LJZ.mjs";
import "./chunk-YXWEVAZE.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
