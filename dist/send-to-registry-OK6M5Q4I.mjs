import {
  sendToRegistry,
  writerFor
} from "./chunk-F4BTSANV.mjs";
import "./chunk-ESHSZ7CM.mjs";
import "./chunk-6L22F6BV.mjs";
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
import "./chunk-T4X2M6HI.mjs";
import "./chunk-7R2E2KYK.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-PHOZDR2Z.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-ZUNKUUO3.mjs";
import "./chunk-SC4RN2PC.mjs";
import "./chunk-7BAV3UGY.mjs";
import "./chunk-B5YBT4D6.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  sendToRegistry,
  writerFor
};
