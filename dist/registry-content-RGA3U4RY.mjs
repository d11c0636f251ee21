import {
  openRegistryContent
} from "./chunk-JJUZW6LZ.mjs";
import "./chunk-LRQM6TFH.mjs";
import "./chunk-W2VE7EUN.mjs";
import "./chunk-KJZUXOGH.mjs";
import "./chunk-2G6OZGLX.mjs";
import "./chunk-PLLGUXY7.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-LET6KJZ3.mjs";
import "./chunk-36GCABAQ.mjs";
import "./chunk-HTZHGAS5.mjs";
import "./chunk-ODYQFKU5.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openRegistryContent
};
