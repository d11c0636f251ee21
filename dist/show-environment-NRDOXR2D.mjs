import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  showEnvironment
} from "./chunk-CPWZC2EK.mjs";
import "./chunk-3SBXSNPO.mjs";
import "./chunk-PW5NZV6M.mjs";
import "./chunk-SZAN3H63.mjs";
import "./chunk-4JXCJIOC.mjs";
import "./chunk-NBKGLDHP.mjs";
import "./chunk-2ERKWDLB.mjs";
import "./chunk-6UMDLFGJ.mjs";
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
  showEnvironment
};
