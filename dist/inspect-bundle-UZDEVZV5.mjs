import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-IGXPQ4XV.mjs";
import "./chunk-UGILH3ZV.mjs";
import "./chunk-ZAE6FAWZ.mjs";
import "./chunk-YSAAMCLT.mjs";
import "./chunk-SG7EDLOK.mjs";
import "./chunk-OJRKHDAX.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-Y3YW6CBU.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
