import {
  PATIENCE,
  openRegistry
} from "./chunk-CUETCFQZ.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-I7KJXSSN.mjs";
import "./chunk-EZCFP65A.mjs";
import "./chunk-EARAUPJZ.mjs";
import "./chunk-R7HIZDPV.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-NKGX6MXH.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  PATIENCE,
  openRegistry
};
