import {
  readReferrers
} from "./chunk-HENTZX56.mjs";
import {
  isSignature,
  readSignatures
} from "./chunk-OS4EBOPQ.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-JTLXSKNL.mjs";
import "./chunk-DZFMGHUF.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import {
  openRegistry
} from "./chunk-P6FCPWXZ.mjs";
import "./chunk-EJQFZSBO.mjs";
import "./chunk-SYPSYGWM.mjs";
import "./chunk-3KOR77P5.mjs";
import {
  openRegistryContent
} from "./chunk-JJUZW6LZ.mjs";
import "./chunk-LRQM6TFH.mjs";
import "./chunk-W2VE7EUN.mjs";
import "./chunk-KJZUXOGH.mjs";
import "./chunk-2G6OZGLX.mjs";
import "./chunk-PLLGUXY7.mjs";
import {
  parseLinks_82
} from "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-LET6KJZ3.mjs";
import "./chunk-36GCABAQ.mjs";
import "./chunk-HTZHGAS5.mjs";
import "./chunk-ODYQFKU5.mjs";
import {
  formatReference_127
} from "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
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
