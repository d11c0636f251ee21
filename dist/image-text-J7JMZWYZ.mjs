import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeImage,
  formatImage
} from "./chunk-F275O35U.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  describeImage,
  formatImage
};
