import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  PATIENCE,
  openRegistry
} from "./chunk-D3XOXLGY.mjs";
import "./chunk-SA57Q2EG.mjs";
import "./chunk-GPOQREMM.mjs";
import "./chunk-DOAIOH6Z.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-VJKFUXUI.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  PATIENCE,
  openRegistry
};
