import {
  mergeBundles
} from "./chunk-D7OWCHHC.mjs";
import "./chunk-7LYUTX4X.mjs";
import "./chunk-KIXJXUGU.mjs";
import "./chunk-NVDJUNPX.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-KCJHRCDB.mjs";
import "./chunk-7ERV4MC3.mjs";
import "./chunk-T4VNAZ57.mjs";
import "./chunk-SXOLEC27.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-UMGC5XW2.mjs";
import "./chunk-HEGJCT6T.mjs";
import "./chunk-V5EHWYNH.mjs";
import "./chunk-42W4RABT.mjs";
import "./chunk-ZAIV4F4E.mjs";
import "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-PYHHIWIL.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-EHAS7S6K.mjs";
import "./chunk-PTXMRNV2.mjs";
import "./chunk-WL7ET2BP.mjs";
import "./chunk-X7VVMTBY.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  mergeBundles
};
