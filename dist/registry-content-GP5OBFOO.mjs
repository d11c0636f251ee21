import {
  openRegistryContent
} from "./chunk-I5K73Y47.mjs";
import "./chunk-A75JYADV.mjs";
import "./chunk-WN35DYMP.mjs";
import "./chunk-O2QBLRAT.mjs";
import "./chunk-5ZGSECQB.mjs";
import "./chunk-GZWLIPX5.mjs";
import "./chunk-WYIGPWLV.mjs";
import "./chunk-QNY6IJMC.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JYWO4Y7D.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-YHS2K7J6.mjs";
import "./chunk-2PSME3YQ.mjs";
import "./chunk-FFOGRZQG.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openRegistryContent
};
