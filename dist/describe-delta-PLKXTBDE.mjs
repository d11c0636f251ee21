import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeDelta,
  describeUnchecked,
  formatComplete
} from "./chunk-F3J3QYEL.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  describeDelta,
  describeUnchecked,
  formatComplete
};
