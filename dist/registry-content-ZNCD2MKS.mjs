import {
  openRegistryContent
} from "./chunk-FKIZDJEO.mjs";
import "./chunk-UAOYDBNC.mjs";
import "./chunk-B24FY7GL.mjs";
import "./chunk-UD4BTYBE.mjs";
import "./chunk-RD5CIFGK.mjs";
import "./chunk-GLYCYMAN.mjs";
import "./chunk-PTF3ZN55.mjs";
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
import "./chunk-I7KJXSSN.mjs";
import "./chunk-EZCFP65A.mjs";
import "./chunk-EARAUPJZ.mjs";
import "./chunk-R7HIZDPV.mjs";
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
