import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  showEnvironment
} from "./chunk-3A42G7PV.mjs";
import "./chunk-EAWP6FY7.mjs";
import "./chunk-2L7XXEPK.mjs";
import "./chunk-55O5BU5F.mjs";
import "./chunk-A3IJZYQB.mjs";
import "./chunk-J4EJY76C.mjs";
import "./chunk-T2NCVDNQ.mjs";
import "./chunk-ISU6CRJH.mjs";
export {
  showEnvironment
};
