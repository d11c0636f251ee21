import {
  checkDestination,
  sendBundle
} from "./chunk-WJJLY735.mjs";
import "./chunk-PSHLWILH.mjs";
import "./chunk-QUCBCP7L.mjs";
import "./chunk-XIDI2RGC.mjs";
import "./chunk-NGZ7NOJ4.mjs";
import "./chunk-4UPWAEUV.mjs";
import "./chunk-5UM42FD3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-U7LBYKVB.mjs";
import "./chunk-MZ7N3PJH.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-XFE462LY.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-C4O5WSJC.mjs";
import "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-QNY6IJMC.mjs";
import "./chunk-SFCBO2GA.mjs";
import "./chunk-UFWI544K.mjs";
import "./chunk-44UYXQIQ.mjs";
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
import "./chunk-QKVGLJSE.mjs";
import "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  checkDestination,
  sendBundle
};
