import {
  PATIENCE,
  openRegistry
} from "./chunk-P6FCPWXZ.mjs";
import "./chunk-EJQFZSBO.mjs";
import "./chunk-SYPSYGWM.mjs";
import "./chunk-3KOR77P5.mjs";
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
  PATIENCE,
  openRegistry
};
