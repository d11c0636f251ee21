import {
  planCompletion
} from "./chunk-WB6N5YD6.mjs";
import "./chunk-AU4FZBT7.mjs";
import "./chunk-U3XEKJZX.mjs";
import "./chunk-76LR2WMY.mjs";
import {
  openBases
} from "./chunk-5VCBJXYB.mjs";
import "./chunk-EV7JVOAM.mjs";
import "./chunk-KHKBBNFT.mjs";
import "./chunk-7A46VR6W.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import {
  openEngine
} from "./chunk-AGOBBPFH.mjs";
import "./chunk-LXXVO77G.mjs";
import "./chunk-36CNADD3.mjs";
import "./chunk-VOK6ILCY.mjs";
import "./chunk-JFBJI7SK.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-2YQLGB37.mjs";
import "./chunk-CPZFSQ4X.mjs";
import {
  attachToTar
} from "./chunk-MZ4DWI3F.mjs";
import "./chunk-7E6CK2N4.mjs";
import "./chunk-CFWZPTAS.mjs";
import "./chunk-ZBHRHDTB.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-OM6S7VBK.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-2UHNHEMJ.mjs";
import {
  readAttachedSignatures
} from "./chunk-KKQQOB42.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-VAT4VI5V.mjs";
import "./chunk-GCW52ULW.mjs";
import "./chunk-NWHD5BSS.mjs";
import "./chunk-COGF6QKJ.mjs";
import {
  checkReplaceable_140,
  fileNameOf_140,
  outputPath_140
} from "./chunk-SYTWRKUJ.mjs";
import {
  openTarWriter,
  roomOf
} from "./chunk-IFY5PY3T.mjs";
import "./chunk-4ZYMTFHF.mjs";
import "./chunk-IRK7D6IS.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import "./chunk-ASNKZLCV.mjs";
import "./chunk-5AJA6HF3.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-XGZ7GZDX.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
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
    const target = await outputPath_140(request.output, fileNameOf_140(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable_140(target);
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
