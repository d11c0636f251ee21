import {
  printConfiguration,
  withoutOriginals
} from "./chunk-NIO3SIMZ.mjs";
import "./chunk-GCDHD7AA.mjs";
import "./chunk-57BYZIVF.mjs";
import "./chunk-KIXJXUGU.mjs";
import "./chunk-WYNKTPG4.mjs";
import "./chunk-KCJHRCDB.mjs";
import "./chunk-7ERV4MC3.mjs";
import "./chunk-T4VNAZ57.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-WL7ET2BP.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
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
