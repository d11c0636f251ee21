import {
  findDamage,
  repairHome
} from "./chunk-WJLD6YLH.mjs";
import "./chunk-LRQNSH7Q.mjs";
import "./chunk-YJABFCFA.mjs";
import "./chunk-KFCAUD2K.mjs";
import "./chunk-5A32V7OU.mjs";
import "./chunk-57L5FN3F.mjs";
import "./chunk-YRITBRM2.mjs";
import "./chunk-ANLMBIVQ.mjs";
import "./chunk-AOEYEYHJ.mjs";
import "./chunk-7IVFFGHW.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-33YBFMXG.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-PZGT6IPK.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  findDamage,
  repairHome
};
