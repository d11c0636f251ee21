import {
  printConfiguration,
  withoutOriginals
} from "./chunk-FX7RT4WK.mjs";
import "./chunk-2IANPVM2.mjs";
import "./chunk-WOBXRNEF.mjs";
import "./chunk-IYQOO4N6.mjs";
import "./chunk-MNCGCYHV.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-CZHRRSBB.mjs";
import "./chunk-3TBFMNDO.mjs";
import "./chunk-AQ4ORBEN.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-ZBJJLZPC.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  printConfiguration,
  withoutOriginals
};
