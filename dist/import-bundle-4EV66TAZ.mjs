import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-NRPZ4UL2.mjs";
import "./chunk-XJQI6PR5.mjs";
import "./chunk-FS7TJARJ.mjs";
import "./chunk-TURK4OMY.mjs";
import "./chunk-5HIVJZDW.mjs";
import "./chunk-3DVLXPTQ.mjs";
import "./chunk-YGZQWLJI.mjs";
import "./chunk-UDCXKHXH.mjs";
import "./chunk-GD7X7KKR.mjs";
import "./chunk-XANLJ5EY.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-BFL76WD4.mjs";
import "./chunk-CFHWABIT.mjs";
import "./chunk-KSKQROMN.mjs";
import "./chunk-5KII5AII.mjs";
import "./chunk-W7M24HYR.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import "./chunk-EJH74DKB.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-4QYGYWHA.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-MFV7P2EI.mjs";
import "./chunk-T3AMKXOB.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-DBHZBBRJ.mjs";
import "./chunk-3J4RXAUB.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-7VESFVHV.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-KONVVQEL.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importAndSummarize,
  importBundle
};
