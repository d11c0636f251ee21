import {
  signatureReferrers
} from "./chunk-NGZ7NOJ4.mjs";
import "./chunk-5UM42FD3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import {
  findSignatures
} from "./chunk-U7LBYKVB.mjs";
import "./chunk-MZ7N3PJH.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-C4O5WSJC.mjs";
import "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-QKVGLJSE.mjs";
import {
  readNamedDocument_90
} from "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/commands/trust/find-referrers.ts
async function findReferrers(bundle, place, say) {
  const { signatures } = await findSignatures(bundle, place);
  if (signatures.length === 0) return [];
  return signatureReferrers(signatures, await readNamedDocument_90(bundle.content, bundle.digest), say);
}
export {
  findReferrers
};
