import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  showEnvironment
} from "./chunk-UWPSLYXJ.mjs";
import "./chunk-ZQ4NN6MD.mjs";
import "./chunk-UXXJXI34.mjs";
import "./chunk-XUMITBCF.mjs";
import "./chunk-SCJWF7CM.mjs";
import "./chunk-LGRIBRIS.mjs";
import "./chunk-JRG6R2PW.mjs";
import "./chunk-4CUYO2DT.mjs";
import "./chunk-ZK6QIAYL.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  showEnvironment
};
