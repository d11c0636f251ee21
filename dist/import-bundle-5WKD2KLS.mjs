import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-XDP55HBN.mjs";
import "./chunk-JMWQN2SE.mjs";
import "./chunk-A3ETFYLH.mjs";
import "./chunk-3WJ5F232.mjs";
import "./chunk-DDHZVB4K.mjs";
import "./chunk-XDQN7OKU.mjs";
import "./chunk-BVEEOKVZ.mjs";
import "./chunk-DNKG6UNG.mjs";
import "./chunk-33P74MZ3.mjs";
import "./chunk-PSIVPNGD.mjs";
import "./chunk-O54VMGKS.mjs";
import "./chunk-6CRL4TPK.mjs";
import "./chunk-QVAW5WTI.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-2GWD2H7A.mjs";
import "./chunk-TQFRLF4M.mjs";
import "./chunk-6YYS4OF6.mjs";
import "./chunk-PIDIM7ZV.mjs";
import "./chunk-ZNKCQCNQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-HBFZMOFN.mjs";
import "./chunk-BDMQXJF7.mjs";
import "./chunk-QVC4WJG5.mjs";
import "./chunk-DESUSK7F.mjs";
import "./chunk-5IU5EK5G.mjs";
import "./chunk-R2ZBKTIB.mjs";
import "./chunk-VDQNRZFW.mjs";
import "./chunk-K66KNK5Z.mjs";
import "./chunk-SO25IES2.mjs";
import "./chunk-FYPQRVXC.mjs";
import "./chunk-KVNPPPDZ.mjs";
import "./chunk-2AED7RAA.mjs";
import "./chunk-MUQWZVDZ.mjs";
import "./chunk-SYUAAR4E.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-C3VQ3RAK.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DHYQDPHX.mjs";
import "./chunk-UHERIXZC.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-PGD37O2J.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import "./chunk-YKPDBCHQ.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importAndSummarize,
  importBundle
};
