import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkDestination,
  sendBundle
} from "./chunk-62S3XVIB.mjs";
import "./chunk-BVNNCPM6.mjs";
import "./chunk-K6DDCZWI.mjs";
import "./chunk-PT42CRVS.mjs";
import "./chunk-LZ7F5DCV.mjs";
import "./chunk-DQMHGJWL.mjs";
import "./chunk-ZLGGNCXS.mjs";
import "./chunk-MPRV557D.mjs";
import "./chunk-7T4SPWYI.mjs";
import "./chunk-ZPMNMGQ2.mjs";
import "./chunk-ZTZXCAXS.mjs";
import "./chunk-DDTJFDEP.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-DPOXTDON.mjs";
import "./chunk-RNGYVW6H.mjs";
import "./chunk-QG4ICH57.mjs";
import "./chunk-52635RSD.mjs";
import "./chunk-YCQ6WS4O.mjs";
import "./chunk-YVDZAUZI.mjs";
import "./chunk-A5VO6FJV.mjs";
import "./chunk-5LHHMRT6.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-DBZ7BEX5.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-5ERUUIK2.mjs";
import "./chunk-47A57DVG.mjs";
import "./chunk-5VA2KXAO.mjs";
import "./chunk-WGBZ4EWO.mjs";
import "./chunk-MQ5OXEDQ.mjs";
import "./chunk-OYXHPWFD.mjs";
import "./chunk-6SSD3UWU.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  checkDestination,
  sendBundle
};
