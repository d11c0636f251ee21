import {
  mergeBundles
} from "./chunk-VZQNBM7Y.mjs";
import "./chunk-BOEXDIVT.mjs";
import "./chunk-J6D73ODR.mjs";
import "./chunk-IRYLQ3XG.mjs";
import "./chunk-CWIFEYGB.mjs";
import "./chunk-TGS4KKEY.mjs";
import "./chunk-PKXXZCYK.mjs";
import "./chunk-CAFXGVXV.mjs";
import "./chunk-RPGJTRWS.mjs";
import "./chunk-AU4DQO4V.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-EFWXR5S7.mjs";
import "./chunk-RSAGGMAZ.mjs";
import "./chunk-XGZHRYKM.mjs";
import "./chunk-DGYBIXJB.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-LAE2HACZ.mjs";
import "./chunk-QTNK3AKA.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-LB5F2BML.mjs";
import "./chunk-JIXLZ4J3.mjs";
import "./chunk-3P5WIHGI.mjs";
import "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-L7B72BAZ.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  mergeBundles
};
