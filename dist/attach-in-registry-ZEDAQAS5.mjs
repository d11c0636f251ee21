import {
  openRegistryContent
} from "./chunk-I5K73Y47.mjs";
import "./chunk-A75JYADV.mjs";
import {
  pushBlob
} from "./chunk-7IS4KD7C.mjs";
import "./chunk-WN35DYMP.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-O2QBLRAT.mjs";
import "./chunk-5ZGSECQB.mjs";
import "./chunk-GZWLIPX5.mjs";
import "./chunk-WYIGPWLV.mjs";
import "./chunk-QNY6IJMC.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  readNamedDocument_90
} from "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  openRegistry
} from "./chunk-VWSCNYES.mjs";
import "./chunk-VTHAEPVV.mjs";
import "./chunk-JYWO4Y7D.mjs";
import "./chunk-VLTED23A.mjs";
import {
  formatPinned_129
} from "./chunk-2ISNQVE2.mjs";
import "./chunk-KEHZJ7TE.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-YHS2K7J6.mjs";
import "./chunk-2PSME3YQ.mjs";
import "./chunk-FFOGRZQG.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/trust/attach-in-registry.ts
async function openRegistryBundle(source, context, reporter) {
  var _stack = [];
  try {
    const { reference, repository } = await openRegistry(source, context, logsOf_24(reporter));
    const content = __using(_stack, await openRegistryContent(repository, reference, { name: source.name }), true);
    const document = await readNamedDocument_90(content);
    const { digest } = document.descriptor;
    const referrers = await readReferrers(repository, digest);
    const [root = document.descriptor] = await content.roots();
    return {
      document,
      repository,
      reference: formatPinned_129(reference, root.digest),
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
