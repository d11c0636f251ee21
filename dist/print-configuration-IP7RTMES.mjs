import {
  printConfiguration,
  withoutOriginals
} from "./chunk-CPDEBE3N.mjs";
import "./chunk-HMYGB7KZ.mjs";
import "./chunk-ONDZEFK7.mjs";
import "./chunk-GCLKELTG.mjs";
import "./chunk-WYNKTPG4.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-ASU3ZQOF.mjs";
import "./chunk-2R5IZPZE.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  printConfiguration,
  withoutOriginals
};
