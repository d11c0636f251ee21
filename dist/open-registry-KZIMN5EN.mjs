import {
  PATIENCE,
  openRegistry
} from "./chunk-COCKKZT3.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-PBA2ENII.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
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
