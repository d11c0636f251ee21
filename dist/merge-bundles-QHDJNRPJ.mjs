import {
  mergeBundles
} from "./chunk-JAENMAWU.mjs";
import "./chunk-XR3SBX4C.mjs";
import "./chunk-IYQOO4N6.mjs";
import "./chunk-NR5XXNFG.mjs";
import "./chunk-HGWMHLU2.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-CZHRRSBB.mjs";
import "./chunk-3TBFMNDO.mjs";
import "./chunk-R6K6VWFY.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-A3J3F4SU.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-6TWYTX25.mjs";
import "./chunk-44MCHEHA.mjs";
import "./chunk-UAMYEOEC.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-IGQ6HRQE.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-2VFFRHEK.mjs";
import "./chunk-PTXMRNV2.mjs";
import "./chunk-ZBJJLZPC.mjs";
import "./chunk-TQGL5MJW.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  mergeBundles
};
