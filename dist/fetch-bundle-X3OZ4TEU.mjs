import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-YSBBC2GW.mjs";
import "./chunk-JZVDMXJB.mjs";
import "./chunk-Z3ICZKZ6.mjs";
import "./chunk-POHOV46S.mjs";
import "./chunk-MZ4DWI3F.mjs";
import "./chunk-7E6CK2N4.mjs";
import "./chunk-CFWZPTAS.mjs";
import "./chunk-ZBHRHDTB.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-OM6S7VBK.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-2UHNHEMJ.mjs";
import "./chunk-KKQQOB42.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-VAT4VI5V.mjs";
import "./chunk-GCW52ULW.mjs";
import "./chunk-NWHD5BSS.mjs";
import "./chunk-COGF6QKJ.mjs";
import "./chunk-KYU5XQPV.mjs";
import "./chunk-2ZNHZWZD.mjs";
import "./chunk-QE37RYUN.mjs";
import "./chunk-SYTWRKUJ.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-NTF3KH3A.mjs";
import "./chunk-IFY5PY3T.mjs";
import "./chunk-4ZYMTFHF.mjs";
import "./chunk-IRK7D6IS.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-LAE2HACZ.mjs";
import "./chunk-GAABXPZ7.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import "./chunk-ASNKZLCV.mjs";
import "./chunk-5AJA6HF3.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
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
