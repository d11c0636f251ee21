import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeTravel,
  describeUnchecked,
  formatComplete,
  formatDelta
} from "./chunk-OYS5PKNA.mjs";
import "./chunk-4OTCZ4WZ.mjs";
import "./chunk-PVYKHTJY.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  describeTravel,
  describeUnchecked,
  formatComplete,
  formatDelta
};
