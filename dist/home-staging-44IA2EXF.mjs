import {
  openHomeStaging,
  removeLeftovers
} from "./chunk-CADDRQE3.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openHomeStaging,
  removeLeftovers
};
