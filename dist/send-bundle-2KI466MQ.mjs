import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-C6IMDRTC.mjs";
import "./chunk-7PGHQEND.mjs";
import "./chunk-3MAZCVRN.mjs";
import "./chunk-6GXANFLE.mjs";
import "./chunk-AXLVA564.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-2GWD2H7A.mjs";
import "./chunk-TQFRLF4M.mjs";
import "./chunk-6YYS4OF6.mjs";
import "./chunk-QVC4WJG5.mjs";
import "./chunk-DESUSK7F.mjs";
import "./chunk-PAM7GBLR.mjs";
import "./chunk-FSAN5R24.mjs";
import "./chunk-L4WWCMP7.mjs";
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
import "./chunk-VOAJX7UF.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import "./chunk-YKPDBCHQ.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
