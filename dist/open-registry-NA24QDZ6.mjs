import {
  PATIENCE,
  openRegistry
} from "./chunk-OJURK7ZM.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-XW7YW4AN.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-TUC4HGQ4.mjs";
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
