import {
  openHomeStaging,
  removeLeftovers
} from "./chunk-OKMCHLDI.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openHomeStaging,
  removeLeftovers
};
