import {
  printConfiguration,
  withoutOriginals
} from "./chunk-AHOKCAVI.mjs";
import "./chunk-WLCPRQZA.mjs";
import "./chunk-YRWP7I5P.mjs";
import "./chunk-VX6562OZ.mjs";
import "./chunk-WYNKTPG4.mjs";
import "./chunk-KCJHRCDB.mjs";
import "./chunk-56GZPGOC.mjs";
import "./chunk-T4VNAZ57.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-WL7ET2BP.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-GAHCDA3T.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  printConfiguration,
  withoutOriginals
};
