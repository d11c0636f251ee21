import {
  planCompletion
} from "./chunk-5MWMARYC.mjs";
import "./chunk-VSVTP5IB.mjs";
import "./chunk-NIVKSJBF.mjs";
import "./chunk-5NLNUH6W.mjs";
import {
  openBases
} from "./chunk-YBWLOAW6.mjs";
import "./chunk-7UBAF6V6.mjs";
import "./chunk-WFWVCDHP.mjs";
import "./chunk-ZPCTVSCY.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import {
  openEngine
} from "./chunk-VUJZIS7L.mjs";
import "./chunk-IFHESSH5.mjs";
import "./chunk-JP57G5N7.mjs";
import "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-TGS4KKEY.mjs";
import "./chunk-PKXXZCYK.mjs";
import {
  attachToTar
} from "./chunk-AH3SWPDM.mjs";
import "./chunk-MRAFNEK6.mjs";
import "./chunk-OW65KJE2.mjs";
import "./chunk-3CFQ7IO3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-NNLVJWYV.mjs";
import {
  readAttachedSignatures
} from "./chunk-JXVSQT2F.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-PSFCWLEX.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-2AVIQYZ3.mjs";
import "./chunk-XAGX4RGP.mjs";
import "./chunk-LN5FXNL3.mjs";
import "./chunk-YE7S33VG.mjs";
import {
  checkReplaceable_139,
  fileNameOf_139,
  outputPath_139
} from "./chunk-AU4DQO4V.mjs";
import {
  openTarWriter,
  roomOf
} from "./chunk-RSAGGMAZ.mjs";
import "./chunk-XGZHRYKM.mjs";
import "./chunk-DGYBIXJB.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-LB5F2BML.mjs";
import "./chunk-JIXLZ4J3.mjs";
import "./chunk-344UGI4V.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-DFAMX3NH.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
    const reading = { ...logsOf_22(reporter), sole: false };
    const input = __using(_stack, await openInput_80(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle_84(input);
    const delta = deltaOf(bundle);
    const target = await outputPath_139(request.output, fileNameOf_139(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable_139(target);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases, context, {
      stack,
      takes: "homes",
      platform: bundle.config.platform,
      ...reading
    });
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
