import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-RQDB7OE6.mjs";
import "./chunk-JWHVTVBS.mjs";
import "./chunk-XCKBLRNE.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-NSNJDOWB.mjs";
import "./chunk-7TDDKKYA.mjs";
import "./chunk-4GHB6OMH.mjs";
import "./chunk-Z72E73XW.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-KUWYWRRY.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-5YJDKTWA.mjs";
import "./chunk-UQBO2MJ2.mjs";
import "./chunk-AQ4ORBEN.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-LM6K455Z.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-5YBK3IG7.mjs";
import "./chunk-JX5T22AX.mjs";
import "./chunk-SFCBO2GA.mjs";
import "./chunk-IMCT7QBV.mjs";
import "./chunk-XIURF7CI.mjs";
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
import "./chunk-IWBLO3JX.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
