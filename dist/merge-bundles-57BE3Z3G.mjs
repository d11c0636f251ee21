import {
  mergeBundles
} from "./chunk-L2DGYBIZ.mjs";
import "./chunk-C2FUVXL2.mjs";
import "./chunk-R3VVRU3E.mjs";
import "./chunk-Y5UU6JLN.mjs";
import "./chunk-4XSJVCP6.mjs";
import "./chunk-BLZUAYHY.mjs";
import "./chunk-VA5SFDSW.mjs";
import "./chunk-C4R2HPRQ.mjs";
import "./chunk-I5AR5MOU.mjs";
import "./chunk-NHMU3QEM.mjs";
import "./chunk-TRTPTF5F.mjs";
import "./chunk-O6YHAUAL.mjs";
import "./chunk-44AIEQMZ.mjs";
import "./chunk-OKWNXIE3.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-QI3CPHO2.mjs";
import "./chunk-I2SSAEHR.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-NTVWBR4E.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  mergeBundles
};
