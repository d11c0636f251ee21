import {
  planCompletion
} from "./chunk-PHBKCAOM.mjs";
import "./chunk-VTTWKF7Z.mjs";
import "./chunk-H6JVHHF6.mjs";
import "./chunk-XDYO7TRK.mjs";
import {
  openBases
} from "./chunk-DMIJ473H.mjs";
import "./chunk-TUNW7TBF.mjs";
import "./chunk-A67WD7UB.mjs";
import "./chunk-CGMA6P3P.mjs";
import "./chunk-YJABFCFA.mjs";
import "./chunk-KFCAUD2K.mjs";
import {
  openEngine
} from "./chunk-AOEYEYHJ.mjs";
import "./chunk-7IVFFGHW.mjs";
import "./chunk-U2JRNTNP.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-KCJHRCDB.mjs";
import {
  attachToTar
} from "./chunk-4TZ6XFGO.mjs";
import "./chunk-QVW5BCXW.mjs";
import "./chunk-5QNV4XZR.mjs";
import "./chunk-Q2AOTKZI.mjs";
import "./chunk-2IZLT7PM.mjs";
import "./chunk-Y6GUT7VY.mjs";
import "./chunk-B3RKKLYB.mjs";
import "./chunk-GPYW6ZIW.mjs";
import "./chunk-4BOK7I4K.mjs";
import "./chunk-DJP23LK7.mjs";
import {
  readAttachedSignatures
} from "./chunk-OS4EBOPQ.mjs";
import "./chunk-ADQT4ZWO.mjs";
import "./chunk-EBI54J43.mjs";
import "./chunk-MZUTNGRD.mjs";
import "./chunk-VNTWFFPQ.mjs";
import "./chunk-JTLXSKNL.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  checkReplaceable_142,
  fileNameOf_142,
  outputPath_142
} from "./chunk-SXOLEC27.mjs";
import {
  roomOf
} from "./chunk-V5EHWYNH.mjs";
import "./chunk-42W4RABT.mjs";
import {
  openTarWriter
} from "./chunk-ZAIV4F4E.mjs";
import "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-PYHHIWIL.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-EHAS7S6K.mjs";
import {
  openInput_84
} from "./chunk-PTXMRNV2.mjs";
import "./chunk-WL7ET2BP.mjs";
import "./chunk-X7VVMTBY.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  openBundle_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PZGT6IPK.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/complete-delta.ts
import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
async function completeDelta(request, context, reporter) {
  var _stack = [];
  try {
    const { workers = availableParallelism() } = request;
    const reading = { ...logsOf_24(reporter), sole: false };
    const input = __using(_stack, await openInput_84(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle_88(input);
    const delta = deltaOf(bundle);
    const target = await outputPath_142(request.output, fileNameOf_142(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable_142(target);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases, context, { stack, ...reading });
    const { signal } = context;
    const onProgress = (done, total) => reporter.progress("delta", done, total);
    const { layers } = bundle.config;
    const engine = __using(_stack, openEngine({ workers }), true);
    const completion = await planCompletion({ bundle, delta, bases, layers, engine, signal, onProgress });
    const { documents } = completion;
    const hasIndex = documents.root.digest !== bundle.descriptor.digest;
    const writer = __using(_stack, await openTarWriter(target, roomOf({ ...bundle, ...hasIndex && { index: documents } })), true);
    await completion.write(writer);
    await attachToTar(target, await readAttachedSignatures(input, bundle.digest), { bundle, context, reporter });
    return { bundle: { name: bundle.name, digest: bundle.digest }, file: target, size: (await stat(target)).size };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function deltaOf({ delta, content }) {
  if (delta !== void 0) return delta;
  throw new BundleError("OPTION_INVALID", `Cannot complete ${content.name}: it is a whole bundle, expected a delta`, {
    hint: "Use it as it is."
  });
}
export {
  completeDelta
};
