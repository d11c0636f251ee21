import {
  openRegistryContent
} from "./chunk-VEREMCYH.mjs";
import "./chunk-K52J4C67.mjs";
import "./chunk-V4F25FJE.mjs";
import "./chunk-ZKQ25L5Z.mjs";
import "./chunk-CVPCPH2Q.mjs";
import "./chunk-PHOZDR2Z.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-ZUNKUUO3.mjs";
import "./chunk-SC4RN2PC.mjs";
import "./chunk-7BAV3UGY.mjs";
import "./chunk-B5YBT4D6.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openRegistryContent
};
