import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pushBlob
} from "./chunk-BP63I7I4.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-VUBWPR6E.mjs";
import {
  openRegistryContent
} from "./chunk-2Z5TLOCK.mjs";
import "./chunk-PYAVMY6N.mjs";
import "./chunk-QCVZZYN2.mjs";
import "./chunk-QOKZ3DZR.mjs";
import "./chunk-ZAKWSRMR.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  readNamedDocument
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-D3XOXLGY.mjs";
import "./chunk-SA57Q2EG.mjs";
import "./chunk-GPOQREMM.mjs";
import "./chunk-DOAIOH6Z.mjs";
import "./chunk-PDOXIJT4.mjs";
import {
  formatPinned
} from "./chunk-QETTNQ5Q.mjs";
import "./chunk-JOWO7K6F.mjs";
import "./chunk-VJKFUXUI.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/trust/attach-in-registry.ts
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
