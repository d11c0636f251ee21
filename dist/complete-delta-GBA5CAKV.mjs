import {
  planCompletion
} from "./chunk-J74ZZPNZ.mjs";
import "./chunk-6K46PGHZ.mjs";
import "./chunk-GL7BUEF4.mjs";
import "./chunk-M3RLAA24.mjs";
import {
  openBases
} from "./chunk-MHVEUEH4.mjs";
import "./chunk-A6SISQ7U.mjs";
import "./chunk-KOJLLOSC.mjs";
import "./chunk-AQQBMAQP.mjs";
import "./chunk-65ATYS4V.mjs";
import "./chunk-KFCAUD2K.mjs";
import {
  openEngine
} from "./chunk-7RUPCF6G.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-HRLDLQK2.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-HGWMHLU2.mjs";
import "./chunk-BUMMGJGF.mjs";
import {
  attachToTar
} from "./chunk-NSNJDOWB.mjs";
import "./chunk-7TDDKKYA.mjs";
import "./chunk-4GHB6OMH.mjs";
import "./chunk-Z72E73XW.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-KUWYWRRY.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-5YJDKTWA.mjs";
import {
  readAttachedSignatures
} from "./chunk-UQBO2MJ2.mjs";
import "./chunk-AQ4ORBEN.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-LM6K455Z.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-5YBK3IG7.mjs";
import "./chunk-JX5T22AX.mjs";
import {
  checkReplaceable_143,
  fileNameOf_143,
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  roomOf
} from "./chunk-6TWYTX25.mjs";
import "./chunk-44MCHEHA.mjs";
import {
  openTarWriter
} from "./chunk-UAMYEOEC.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-IGQ6HRQE.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-2VFFRHEK.mjs";
import {
  openInput_84
} from "./chunk-PTXMRNV2.mjs";
import "./chunk-ZBJJLZPC.mjs";
import "./chunk-TQGL5MJW.mjs";
import "./chunk-IWBLO3JX.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  openBundle_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
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
    const reading = { ...logsOf_24(reporter), sole: false };
    const input = __using(_stack, await openInput_84(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle_88(input);
    const delta = deltaOf(bundle);
    const target = await outputPath_143(request.output, fileNameOf_143(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable_143(target);
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
