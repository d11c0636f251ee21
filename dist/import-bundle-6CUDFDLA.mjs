import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  importBundle
} from "./chunk-OPAIEVC2.mjs";
import "./chunk-37MM7MAQ.mjs";
import "./chunk-3SBXSNPO.mjs";
import "./chunk-PW5NZV6M.mjs";
import "./chunk-EYV4AAOI.mjs";
import "./chunk-4JXCJIOC.mjs";
import "./chunk-NBKGLDHP.mjs";
import "./chunk-3S5ZM52D.mjs";
import "./chunk-AOGXSUSL.mjs";
import "./chunk-2ERKWDLB.mjs";
import "./chunk-6UMDLFGJ.mjs";
import "./chunk-NZG5WBLE.mjs";
import "./chunk-533LEOWS.mjs";
import "./chunk-OGISYKE3.mjs";
import "./chunk-XT4XHA7P.mjs";
import "./chunk-ZI4UU4A5.mjs";
import "./chunk-GMWKCOW7.mjs";
import "./chunk-W2ISZORM.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-SYNTIUYK.mjs";
import "./chunk-YE77UOQV.mjs";
import "./chunk-G7NBFKCV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  importBundle
};
