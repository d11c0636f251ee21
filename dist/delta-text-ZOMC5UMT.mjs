import {
  describeTravel,
  describeUnchecked,
  formatComplete,
  formatDelta
} from "./chunk-YEIPGN2E.mjs";
import "./chunk-QXRPKE35.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  describeTravel,
  describeUnchecked,
  formatComplete,
  formatDelta
};
