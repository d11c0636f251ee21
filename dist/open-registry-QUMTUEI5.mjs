import {
  PATIENCE,
  openRegistry
} from "./chunk-KE73XRZA.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-55XFMHTX.mjs";
import "./chunk-U2SLVZNA.mjs";
import "./chunk-TMFY2MWA.mjs";
import "./chunk-ZHV7OX2J.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-L7B72BAZ.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";
export {
  PATIENCE,
  openRegistry
};
