import {
  fetchBundle,
  fetchTemporarily
} from "./chunk-PMZLIZKM.mjs";
import "./chunk-I5XRDQ7X.mjs";
import "./chunk-JKS74XNE.mjs";
import "./chunk-VD6E4MIM.mjs";
import "./chunk-4TZ6XFGO.mjs";
import "./chunk-QVW5BCXW.mjs";
import "./chunk-5QNV4XZR.mjs";
import "./chunk-Q2AOTKZI.mjs";
import "./chunk-2IZLT7PM.mjs";
import "./chunk-Y6GUT7VY.mjs";
import "./chunk-B3RKKLYB.mjs";
import "./chunk-GPYW6ZIW.mjs";
import "./chunk-4BOK7I4K.mjs";
import "./chunk-DJP23LK7.mjs";
import "./chunk-OS4EBOPQ.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-MZUTNGRD.mjs";
import "./chunk-VNTWFFPQ.mjs";
import "./chunk-JTLXSKNL.mjs";
import "./chunk-DZFMGHUF.mjs";
import "./chunk-FULKM6RP.mjs";
import "./chunk-4GCKRU3J.mjs";
import "./chunk-XIURF7CI.mjs";
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
import "./chunk-GYELZAFS.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-SYPSYGWM.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  fetchBundle,
  fetchTemporarily
};
