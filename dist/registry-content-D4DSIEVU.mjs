import {
  openRegistryContent
} from "./chunk-7WNKYC7T.mjs";
import "./chunk-ZMJFADRX.mjs";
import "./chunk-R2ATYHHA.mjs";
import "./chunk-C5WVH4TT.mjs";
import "./chunk-4GZHQ7JQ.mjs";
import "./chunk-TR2NMI3S.mjs";
import "./chunk-AYXEE6XW.mjs";
import "./chunk-YE7S33VG.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-55XFMHTX.mjs";
import "./chunk-U2SLVZNA.mjs";
import "./chunk-TMFY2MWA.mjs";
import "./chunk-ZHV7OX2J.mjs";
import "./chunk-L7B72BAZ.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openRegistryContent
};
