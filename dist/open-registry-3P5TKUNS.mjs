import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  PATIENCE,
  openRegistry
} from "./chunk-WU64DVQV.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  PATIENCE,
  openRegistry
};
