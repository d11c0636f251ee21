import {
  signatureReferrers
} from "./chunk-SDI2OAF2.mjs";
import "./chunk-4NP4UDCT.mjs";
import "./chunk-2IZLT7PM.mjs";
import "./chunk-Y6GUT7VY.mjs";
import {
  findSignatures
} from "./chunk-TYCJUZX2.mjs";
import "./chunk-GPYW6ZIW.mjs";
import "./chunk-4BOK7I4K.mjs";
import "./chunk-KTY2JP5L.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-CKBZAS2H.mjs";
import "./chunk-VNTWFFPQ.mjs";
import "./chunk-EAU5OGDA.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  readNamedDocument_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-GAHCDA3T.mjs";
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
