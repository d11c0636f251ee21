import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-IZ7OEWXK.mjs";
import "./chunk-IAVTMB45.mjs";
import "./chunk-XDV3M6WB.mjs";
import "./chunk-CUOEP7JI.mjs";
import "./chunk-CGZPTFWD.mjs";
import "./chunk-CKWYK4NA.mjs";
import "./chunk-UM2G4LJZ.mjs";
import "./chunk-MFO7HVHU.mjs";
import "./chunk-YXWEVAZE.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
