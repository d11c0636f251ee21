import {
  describeImage,
  formatImage
} from "./chunk-JYGJ5ABO.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  describeImage,
  formatImage
};
