import {
  openHomeStaging,
  removeLeftovers
} from "./chunk-GCBLN2HX.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openHomeStaging,
  removeLeftovers
};
