import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  sendToRegistry,
  writerFor
} from "./chunk-MIVL7V36.mjs";
import "./chunk-NWTJLWWB.mjs";
import "./chunk-ZJXIJUYF.mjs";
import "./chunk-BJBYGA3I.mjs";
import "./chunk-4UNP7NRD.mjs";
import "./chunk-NGXBGIGO.mjs";
import "./chunk-HXUAPHZK.mjs";
import "./chunk-XXONJWOB.mjs";
import "./chunk-GZCMRPVD.mjs";
import "./chunk-XSGKXUPC.mjs";
import "./chunk-6V5NJOXI.mjs";
import "./chunk-X3ZJRTME.mjs";
import "./chunk-GAHNM63O.mjs";
import "./chunk-5JM2G2WW.mjs";
import "./chunk-A65DSS4G.mjs";
import "./chunk-NPT75A53.mjs";
import "./chunk-AZMMX7DZ.mjs";
import "./chunk-H6JET2QB.mjs";
import "./chunk-NC72UY2E.mjs";
import "./chunk-YVR34EHJ.mjs";
import "./chunk-F2LX4ZI4.mjs";
import "./chunk-XIDELYOO.mjs";
import "./chunk-BBSF7FXB.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import "./chunk-BQ2ZPZQ5.mjs";
import "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-WU64DVQV.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  sendToRegistry,
  writerFor
};
