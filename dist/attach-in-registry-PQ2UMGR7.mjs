import {
  openRegistryContent
} from "./chunk-6ZA3JFAK.mjs";
import "./chunk-BCDABJ5Y.mjs";
import {
  pushBlob
} from "./chunk-ZYOMH5B7.mjs";
import "./chunk-YRGHWG36.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-VQ6T222R.mjs";
import "./chunk-SG3KNL7N.mjs";
import "./chunk-EYEVNXLO.mjs";
import "./chunk-NNY3ZLIG.mjs";
import "./chunk-COGF6QKJ.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  readNamedDocument_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  openRegistry
} from "./chunk-OJURK7ZM.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-XW7YW4AN.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import {
  formatPinned_118
} from "./chunk-TUC4HGQ4.mjs";
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
      reference: formatPinned_118(reference, root.digest),
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
