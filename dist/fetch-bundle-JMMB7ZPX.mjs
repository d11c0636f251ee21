import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-JUYSYHNQ.mjs";
import "./chunk-DEJTH42G.mjs";
import "./chunk-Z3ICZKZ6.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-AH3SWPDM.mjs";
import "./chunk-MRAFNEK6.mjs";
import "./chunk-OW65KJE2.mjs";
import "./chunk-3CFQ7IO3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-NNLVJWYV.mjs";
import "./chunk-JXVSQT2F.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-PSFCWLEX.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-2AVIQYZ3.mjs";
import "./chunk-XAGX4RGP.mjs";
import "./chunk-LN5FXNL3.mjs";
import "./chunk-YE7S33VG.mjs";
import "./chunk-KYU5XQPV.mjs";
import "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import "./chunk-AU4DQO4V.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-EFWXR5S7.mjs";
import "./chunk-RSAGGMAZ.mjs";
import "./chunk-XGZHRYKM.mjs";
import "./chunk-DGYBIXJB.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-LAE2HACZ.mjs";
import "./chunk-QTNK3AKA.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-LB5F2BML.mjs";
import "./chunk-JIXLZ4J3.mjs";
import "./chunk-344UGI4V.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
