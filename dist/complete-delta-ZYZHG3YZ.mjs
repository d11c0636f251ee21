import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  planCompletion
} from "./chunk-VUJ2VXKU.mjs";
import "./chunk-4MDW7VJY.mjs";
import "./chunk-4FYIQ53Y.mjs";
import {
  openBases
} from "./chunk-LZKOKQVL.mjs";
import "./chunk-EOJGSVZT.mjs";
import "./chunk-JJUS3X7N.mjs";
import "./chunk-44B67EQL.mjs";
import "./chunk-X53ECAPB.mjs";
import "./chunk-44C2W2UL.mjs";
import {
  openEngine
} from "./chunk-ZPY25SBQ.mjs";
import "./chunk-H6GQGU6R.mjs";
import "./chunk-RV4YW7OT.mjs";
import "./chunk-T7YAFXBJ.mjs";
import "./chunk-QWR6D4BE.mjs";
import "./chunk-2IFAY4D3.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ZJCH65HB.mjs";
import {
  attachToTar
} from "./chunk-FGO3E4NW.mjs";
import "./chunk-EATHZFZC.mjs";
import "./chunk-G5ZIPIJ4.mjs";
import "./chunk-IA72Q3XK.mjs";
import "./chunk-C7ELAJWH.mjs";
import "./chunk-2TIQYUV2.mjs";
import "./chunk-VQDLSWPX.mjs";
import "./chunk-WDGOSTFA.mjs";
import "./chunk-AQQARF2O.mjs";
import {
  openInput
} from "./chunk-2B2O3OFS.mjs";
import {
  roomOf
} from "./chunk-26PLUBGS.mjs";
import "./chunk-ZW2BPFYO.mjs";
import {
  openTarWriter
} from "./chunk-BFX33TH2.mjs";
import "./chunk-KGTMJWOD.mjs";
import "./chunk-W3KKYVCM.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-ADOLIVWJ.mjs";
import "./chunk-IVQG6HY5.mjs";
import {
  readAttachedSignatures
} from "./chunk-XJI5ABBL.mjs";
import "./chunk-73OQANKO.mjs";
import "./chunk-2XVPXI2K.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-A6NZBLUU.mjs";
import {
  checkReplaceable,
  fileNameOf,
  outputPath
} from "./chunk-BKIACKWB.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-CP35JURY.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import "./chunk-DRDCQQXR.mjs";
import {
  openBundle
} from "./chunk-IIFDRNSZ.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-QZK7ESIQ.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-4LMJ4UDG.mjs";
import "./chunk-NF7NLMI4.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/complete-delta.ts
import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
async function completeDelta(request, context, reporter) {
  var _stack = [];
  try {
    const { workers = availableParallelism() } = request;
    const reading = { ...logsOf(reporter), sole: false };
    const input = __using(_stack, await openInput(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle(input);
    const delta = deltaOf(bundle);
    const target = await outputPath(request.output, fileNameOf(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable(target);
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
