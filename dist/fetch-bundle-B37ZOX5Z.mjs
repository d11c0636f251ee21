import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-V64NRFYW.mjs";
import "./chunk-OPCWZQUZ.mjs";
import "./chunk-WBQEOX5U.mjs";
import "./chunk-KZHCGS7L.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-4MQYZNJU.mjs";
import "./chunk-WLTXINVL.mjs";
import "./chunk-V3K6XKUV.mjs";
import "./chunk-6WYLAPNC.mjs";
import "./chunk-6UD7RHXT.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-CC6Q3MBK.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-N2LVX2II.mjs";
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
import "./chunk-DOAIOH6Z.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
