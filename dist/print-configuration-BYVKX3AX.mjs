import {
  printConfiguration,
  withoutOriginals
} from "./chunk-2FEZNQ3P.mjs";
import "./chunk-CMSRSMVD.mjs";
import "./chunk-VEA7HUS7.mjs";
import "./chunk-IRYLQ3XG.mjs";
import "./chunk-GIXP4MMY.mjs";
import "./chunk-PKXXZCYK.mjs";
import "./chunk-CAFXGVXV.mjs";
import "./chunk-RPGJTRWS.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-QTNK3AKA.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-LB5F2BML.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-L7B72BAZ.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  printConfiguration,
  withoutOriginals
};
