import {
  findDamage,
  repairHome
} from "./chunk-PAKXLMBU.mjs";
import "./chunk-URG2SFRC.mjs";
import "./chunk-NTAO2OLZ.mjs";
import "./chunk-472N3O7M.mjs";
import "./chunk-FMKUHXPD.mjs";
import "./chunk-5FKGJIBT.mjs";
import "./chunk-25CY6E6E.mjs";
import "./chunk-GLT4JWU7.mjs";
import "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-XIZFDP4Y.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  findDamage,
  repairHome
};
