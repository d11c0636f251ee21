import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pushBlob
} from "./chunk-NWTJLWWB.mjs";
import {
  openRegistryContent
} from "./chunk-OLU6SXRU.mjs";
import "./chunk-Y22BZKER.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-RIHRZRUM.mjs";
import "./chunk-ZSGYV3GI.mjs";
import "./chunk-NGXBGIGO.mjs";
import "./chunk-LZ5CJGUA.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  readNamedDocument
} from "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-WU64DVQV.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import "./chunk-YAHHWPPK.mjs";
import {
  formatPinned
} from "./chunk-W52AKVKH.mjs";
import "./chunk-BFXJEC5E.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/attach-in-registry.ts
async function openRegistryBundle(source, context, reporter) {
  var _stack = [];
  try {
    const { reference, repository } = await openRegistry(source, context, logsOf(reporter));
    const content = __using(_stack, await openRegistryContent(repository, reference, { name: source.name }), true);
    const document = await readNamedDocument(content);
    const { digest } = document.descriptor;
    const referrers = await readReferrers(repository, digest);
    return {
      document,
      repository,
      reference: formatPinned(reference, digest),
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
