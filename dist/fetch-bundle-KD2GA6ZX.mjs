import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-C2A7ERBI.mjs";
import "./chunk-5M6HJJ2J.mjs";
import "./chunk-NBKGLDHP.mjs";
import "./chunk-6UMDLFGJ.mjs";
import "./chunk-XT4XHA7P.mjs";
import "./chunk-GMWKCOW7.mjs";
import "./chunk-SYNTIUYK.mjs";
import "./chunk-YE77UOQV.mjs";
import "./chunk-G7NBFKCV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
