import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-ATIEULHQ.mjs";
import "./chunk-BW74BZ56.mjs";
import "./chunk-CUOEP7JI.mjs";
import "./chunk-NMDXEZFU.mjs";
import "./chunk-UM2G4LJZ.mjs";
import "./chunk-YXWEVAZE.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
