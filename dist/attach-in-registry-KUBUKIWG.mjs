import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pushBlob
} from "./chunk-B2S5NPNI.mjs";
import {
  pushReferrer,
  readReferrers
} from "./chunk-HMKZAURH.mjs";
import {
  openRegistryContent
} from "./chunk-4UFVSCWZ.mjs";
import "./chunk-YXNTHIAT.mjs";
import "./chunk-AEQQDQ3N.mjs";
import "./chunk-3MIECTPA.mjs";
import "./chunk-RCVXNZRP.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import "./chunk-5UEIVGCP.mjs";
import {
  readNamedDocument
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import {
  openRegistry
} from "./chunk-2L7WE2BE.mjs";
import "./chunk-U466XGCT.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import {
  formatPinned
} from "./chunk-RVXH5BSX.mjs";
import "./chunk-5ASUYMKP.mjs";
import "./chunk-4WU2DSPI.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
    const [root = document.descriptor] = await content.roots();
    return {
      document,
      repository,
      reference: formatPinned(reference, root.digest),
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
