import {
  importAndSummarize_1,
  importBundle_1
} from "./chunk-HCO44ABD.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  importAndSummarize_1 as importAndSummarize,
  importBundle_1 as importBundle
};
