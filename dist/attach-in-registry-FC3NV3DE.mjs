import {
  openRegistryContent
} from "./chunk-7WNKYC7T.mjs";
import "./chunk-ZMJFADRX.mjs";
import {
  pushBlob
} from "./chunk-K62XKDVA.mjs";
import "./chunk-R2ATYHHA.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-C5WVH4TT.mjs";
import "./chunk-4GZHQ7JQ.mjs";
import "./chunk-TR2NMI3S.mjs";
import "./chunk-AYXEE6XW.mjs";
import "./chunk-YE7S33VG.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  readNamedDocument_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  openRegistry
} from "./chunk-KE73XRZA.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-55XFMHTX.mjs";
import "./chunk-U2SLVZNA.mjs";
import "./chunk-TMFY2MWA.mjs";
import "./chunk-ZHV7OX2J.mjs";
import "./chunk-SKYFWSHQ.mjs";
import {
  formatPinned_117
} from "./chunk-L7B72BAZ.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/trust/attach-in-registry.ts
async function openRegistryBundle(source, context, reporter) {
  var _stack = [];
  try {
    const { reference, repository } = await openRegistry(source, context, logsOf_22(reporter));
    const content = __using(_stack, await openRegistryContent(repository, reference, { name: source.name }), true);
    const document = await readNamedDocument_84(content);
    const { digest } = document.descriptor;
    const referrers = await readReferrers(repository, digest);
    const [root = document.descriptor] = await content.roots();
    return {
      document,
      repository,
      reference: formatPinned_117(reference, root.digest),
      present: new Set(referrers.map(({ descriptor }) => descriptor.digest))
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function pushAttachment(repository, { documents }, signal) {
  const manifest = documents.at(-1);
  for (const { digest, bytes } of documents.slice(0, -1)) {
    const read = async (offset, length) => bytes.subarray(offset, offset + length);
    await pushBlob(repository, { digest, size: bytes.byteLength }, { read }, { signal });
  }
  if (manifest !== void 0) await pushReferrer(repository, manifest.bytes);
}
export {
  openRegistryBundle,
  pushAttachment
};
