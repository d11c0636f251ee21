import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  planCompletion
} from "./chunk-LFHS3ED7.mjs";
import "./chunk-QVYYXB3J.mjs";
import "./chunk-KVQYUZRI.mjs";
import {
  openBases
} from "./chunk-CI3PAJTJ.mjs";
import "./chunk-NWF22RUF.mjs";
import "./chunk-OCGREPHT.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import {
  attachToTar
} from "./chunk-AFAUTQ5S.mjs";
import "./chunk-ZDQ4HQEU.mjs";
import "./chunk-KK46W2IS.mjs";
import "./chunk-HGLFCPQQ.mjs";
import "./chunk-546QI5GL.mjs";
import "./chunk-5CQCJCGM.mjs";
import "./chunk-34XEFYLB.mjs";
import "./chunk-BRXFK6VM.mjs";
import "./chunk-C3RS7OQY.mjs";
import "./chunk-7VJWIDRN.mjs";
import "./chunk-F2YHCDAP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  roomOf
} from "./chunk-ER2O3S33.mjs";
import "./chunk-ZW2BPFYO.mjs";
import {
  openTarWriter
} from "./chunk-R5BDNP2H.mjs";
import "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  readAttachedSignatures
} from "./chunk-VXPL56AI.mjs";
import "./chunk-RPFQEEOQ.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-ZVL7GSL2.mjs";
import "./chunk-VUO2R43M.mjs";
import "./chunk-M6FOAHYW.mjs";
import {
  checkReplaceable,
  fileNameOf,
  outputPath
} from "./chunk-M7SIO7OB.mjs";
import {
  openBundle
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-JYXZUD6M.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-KTBTRKTV.mjs";
import "./chunk-NE7BPWNS.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
