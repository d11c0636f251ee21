import {
  printConfiguration,
  withoutOriginals
} from "./chunk-V27GK66C.mjs";
import "./chunk-PJ46B5JB.mjs";
import "./chunk-Y6UZIZKO.mjs";
import "./chunk-R3VVRU3E.mjs";
import "./chunk-V6TVHEUM.mjs";
import "./chunk-BLZUAYHY.mjs";
import "./chunk-VA5SFDSW.mjs";
import "./chunk-C4R2HPRQ.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-I2SSAEHR.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  printConfiguration,
  withoutOriginals
};
