import {
  openHomeStaging,
  removeLeftovers
} from "./chunk-QXW22AWS.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openHomeStaging,
  removeLeftovers
};
