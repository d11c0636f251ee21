import {
  openRegistryContent
} from "./chunk-6ZA3JFAK.mjs";
import "./chunk-BCDABJ5Y.mjs";
import "./chunk-YRGHWG36.mjs";
import "./chunk-VQ6T222R.mjs";
import "./chunk-SG3KNL7N.mjs";
import "./chunk-EYEVNXLO.mjs";
import "./chunk-NNY3ZLIG.mjs";
import "./chunk-COGF6QKJ.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-XW7YW4AN.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-TUC4HGQ4.mjs";
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
