import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importAndSummarize,
  importBundle
} from "./chunk-IYTIZ657.mjs";
import "./chunk-PCAWDX2M.mjs";
import "./chunk-JWYROKO5.mjs";
import "./chunk-GMFLEPLK.mjs";
import "./chunk-QSCWPGIA.mjs";
import "./chunk-IXAACZJK.mjs";
import "./chunk-52RIJZXC.mjs";
import "./chunk-ZG5EY4AF.mjs";
import "./chunk-RRITLL2D.mjs";
import "./chunk-XW5JETHZ.mjs";
import "./chunk-YTV7YCDT.mjs";
import "./chunk-ETFGWPFB.mjs";
import "./chunk-Y3JIXVDL.mjs";
import "./chunk-NPB3IMDU.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-XAIYEGWL.mjs";
import "./chunk-SB6P32UC.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-3E7G5DQ3.mjs";
import "./chunk-UMHWI3T3.mjs";
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
import "./chunk-DCUFDYOS.mjs";
import "./chunk-OKXSH3OC.mjs";
import "./chunk-5ERUUIK2.mjs";
import "./chunk-47A57DVG.mjs";
import "./chunk-5VA2KXAO.mjs";
import "./chunk-WGBZ4EWO.mjs";
import "./chunk-6SSD3UWU.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importAndSummarize,
  importBundle
};
