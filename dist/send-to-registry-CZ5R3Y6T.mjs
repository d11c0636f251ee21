import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  sendToRegistry,
  writerFor
} from "./chunk-DHJJRCTT.mjs";
import "./chunk-BP63I7I4.mjs";
import "./chunk-QCVZZYN2.mjs";
import "./chunk-HIIINEFB.mjs";
import "./chunk-ROMYMYVQ.mjs";
import "./chunk-6LN662YP.mjs";
import "./chunk-WJFUQVVE.mjs";
import "./chunk-V3SVHXSN.mjs";
import "./chunk-VQDLSWPX.mjs";
import "./chunk-BQMSE65L.mjs";
import "./chunk-AQQARF2O.mjs";
import "./chunk-OPCWZQUZ.mjs";
import "./chunk-WBQEOX5U.mjs";
import "./chunk-KZHCGS7L.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-OG5BFJYO.mjs";
import "./chunk-7XECXOME.mjs";
import "./chunk-CV7NIZHK.mjs";
import "./chunk-V3K6XKUV.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-6CU5T5AX.mjs";
import "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-D3XOXLGY.mjs";
import "./chunk-SA57Q2EG.mjs";
import "./chunk-GPOQREMM.mjs";
import "./chunk-DOAIOH6Z.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-VJKFUXUI.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  sendToRegistry,
  writerFor
};
