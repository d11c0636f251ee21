import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  inspectBundle
} from "./chunk-3JMRZDDT.mjs";
import "./chunk-37MM7MAQ.mjs";
import "./chunk-3SBXSNPO.mjs";
import "./chunk-PW5NZV6M.mjs";
import "./chunk-AOGXSUSL.mjs";
import "./chunk-2ERKWDLB.mjs";
import "./chunk-6UMDLFGJ.mjs";
import "./chunk-533LEOWS.mjs";
import "./chunk-OGISYKE3.mjs";
import "./chunk-XT4XHA7P.mjs";
import "./chunk-ZI4UU4A5.mjs";
import "./chunk-GMWKCOW7.mjs";
import "./chunk-W2ISZORM.mjs";
import "./chunk-SYNTIUYK.mjs";
import "./chunk-YE77UOQV.mjs";
import "./chunk-G7NBFKCV.mjs";
import "./chunk-MU6RN3XU.mjs";
export {
  inspectBundle
};
