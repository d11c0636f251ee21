import {
  signatureReferrers
} from "./chunk-5QNV4XZR.mjs";
import "./chunk-Q2AOTKZI.mjs";
import "./chunk-2IZLT7PM.mjs";
import "./chunk-Y6GUT7VY.mjs";
import {
  findSignatures
} from "./chunk-B3RKKLYB.mjs";
import "./chunk-GPYW6ZIW.mjs";
import "./chunk-4BOK7I4K.mjs";
import "./chunk-OS4EBOPQ.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-MZUTNGRD.mjs";
import "./chunk-VNTWFFPQ.mjs";
import "./chunk-JTLXSKNL.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  readNamedDocument_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/trust/find-referrers.ts
async function findReferrers(bundle, place, say) {
  const { signatures } = await findSignatures(bundle, place);
  if (signatures.length === 0) return [];
  return signatureReferrers(signatures, await readNamedDocument_88(bundle.content, bundle.digest), say);
}
export {
  findReferrers
};
