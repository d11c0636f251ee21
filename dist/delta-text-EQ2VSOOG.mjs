import {
  describeTravel,
  describeUnchecked,
  formatComplete,
  formatDelta
} from "./chunk-YMVRDJT5.mjs";
import "./chunk-BQ2YWSEV.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  describeTravel,
  describeUnchecked,
  formatComplete,
  formatDelta
};
