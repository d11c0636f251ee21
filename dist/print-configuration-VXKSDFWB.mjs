import {
  printConfiguration,
  withoutOriginals
} from "./chunk-TORDJ546.mjs";
import "./chunk-2GT5RVS6.mjs";
import "./chunk-JFDLF4FB.mjs";
import "./chunk-UUBPUE6H.mjs";
import "./chunk-5GVT4QP3.mjs";
import "./chunk-CPZFSQ4X.mjs";
import "./chunk-SGUOLXR6.mjs";
import "./chunk-ZZRRVDV5.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-GAABXPZ7.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-TUC4HGQ4.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  printConfiguration,
  withoutOriginals
};
