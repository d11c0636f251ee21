import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-4YOQ5IQD.mjs";
import "./chunk-ZQ4NN6MD.mjs";
import "./chunk-5OZ6W4MH.mjs";
import "./chunk-UXXJXI34.mjs";
import "./chunk-LGRIBRIS.mjs";
import "./chunk-4CUYO2DT.mjs";
import "./chunk-ZK6QIAYL.mjs";
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
