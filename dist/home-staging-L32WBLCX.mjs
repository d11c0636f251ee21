import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openHomeStaging,
  removeLeftovers
} from "./chunk-ITJ4ZU5C.mjs";
import "./chunk-TGMVSWT6.mjs";
import "./chunk-T5UKA76H.mjs";
import "./chunk-HAWTYSNO.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  openHomeStaging,
  removeLeftovers
};
