import {
  openRegistryContent
} from "./chunk-IG7U5KOZ.mjs";
import "./chunk-U35L4R44.mjs";
import "./chunk-GQE4GOVD.mjs";
import "./chunk-25VC2GC5.mjs";
import "./chunk-FWEIS5KZ.mjs";
import "./chunk-O3JRH7UT.mjs";
import "./chunk-MHALAELM.mjs";
import "./chunk-DZFMGHUF.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-PBA2ENII.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  openRegistryContent
};
