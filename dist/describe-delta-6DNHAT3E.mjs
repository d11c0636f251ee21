import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeDelta,
  describeUnchecked,
  formatComplete,
  formatDelta
} from "./chunk-QLHJPP5J.mjs";
import "./chunk-ACNU4SRG.mjs";
import "./chunk-PVYKHTJY.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  describeDelta,
  describeUnchecked,
  formatComplete,
  formatDelta
};
