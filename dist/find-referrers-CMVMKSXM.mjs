import {
  signatureReferrers
} from "./chunk-CFWZPTAS.mjs";
import "./chunk-ZBHRHDTB.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import {
  findSignatures
} from "./chunk-OM6S7VBK.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-KKQQOB42.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-VAT4VI5V.mjs";
import "./chunk-GCW52ULW.mjs";
import "./chunk-NWHD5BSS.mjs";
import "./chunk-5AJA6HF3.mjs";
import {
  readNamedDocument_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/trust/find-referrers.ts
async function findReferrers(bundle, place, say) {
  const { signatures } = await findSignatures(bundle, place);
  if (signatures.length === 0) return [];
  return signatureReferrers(signatures, await readNamedDocument_84(bundle.content, bundle.digest), say);
}
export {
  findReferrers
};
