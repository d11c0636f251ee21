import {
  openRegistryContent
} from "./chunk-FKIZDJEO.mjs";
import "./chunk-UAOYDBNC.mjs";
import {
  pushBlob
} from "./chunk-SP3R632S.mjs";
import "./chunk-B24FY7GL.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-UD4BTYBE.mjs";
import "./chunk-RD5CIFGK.mjs";
import "./chunk-GLYCYMAN.mjs";
import "./chunk-PTF3ZN55.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  readNamedDocument_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import {
  openRegistry
} from "./chunk-CUETCFQZ.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-I7KJXSSN.mjs";
import "./chunk-EZCFP65A.mjs";
import "./chunk-EARAUPJZ.mjs";
import "./chunk-R7HIZDPV.mjs";
import "./chunk-LL32AUHH.mjs";
import {
  formatPinned_119
} from "./chunk-HNLNHLU6.mjs";
import "./chunk-NKGX6MXH.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
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
    const document = await readNamedDocument_85(content);
    const { digest } = document.descriptor;
    const referrers = await readReferrers(repository, digest);
    const [root = document.descriptor] = await content.roots();
    return {
      document,
      repository,
      reference: formatPinned_119(reference, root.digest),
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
