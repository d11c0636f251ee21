import {
  readReferrers
} from "./chunk-Z6EDTOQG.mjs";
import {
  isSignature,
  readSignatures
} from "./chunk-UQBO2MJ2.mjs";
import "./chunk-AQ4ORBEN.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-5YBK3IG7.mjs";
import "./chunk-JX5T22AX.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import {
  openRegistry
} from "./chunk-T4X2M6HI.mjs";
import "./chunk-7R2E2KYK.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import {
  openRegistryContent
} from "./chunk-VEREMCYH.mjs";
import "./chunk-K52J4C67.mjs";
import "./chunk-V4F25FJE.mjs";
import "./chunk-ZKQ25L5Z.mjs";
import "./chunk-CVPCPH2Q.mjs";
import "./chunk-PHOZDR2Z.mjs";
import {
  parseLinks_82
} from "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-ZUNKUUO3.mjs";
import "./chunk-SC4RN2PC.mjs";
import "./chunk-7BAV3UGY.mjs";
import "./chunk-B5YBT4D6.mjs";
import {
  formatReference_127
} from "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/trust/read-registry-signatures.ts
async function readRegistrySignatures({ digest }, source, context, reading) {
  var _stack = [];
  try {
    const { reference, repository } = await openRegistry(source, context, reading);
    const looked = [`referrers of ${formatReference_127(reference)}`];
    const referrers = await readReferrers(repository, digest);
    if (referrers.length === 0) return { signatures: [], looked };
    const content = __using(_stack, await openRegistryContent(repository, reference), true);
    const blobs = [];
    for (const referrer of referrers) {
      const name = `referrer ${referrer.descriptor.digest} in ${content.name}`;
      for (const blob of parseLinks_82(referrer.bytes).to.filter(isSignature)) blobs.push({ blob, name });
    }
    return { signatures: await readSignatures(content, blobs), looked };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  readRegistrySignatures
};
