import {
  planCompletion
} from "./chunk-VNMZM5IC.mjs";
import "./chunk-3I2IUUIY.mjs";
import "./chunk-L24C2L2K.mjs";
import "./chunk-4R6WVDNK.mjs";
import {
  openBases
} from "./chunk-GA2HIVHI.mjs";
import "./chunk-WQWPB7KV.mjs";
import "./chunk-G3PQUGR6.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-NTAO2OLZ.mjs";
import "./chunk-472N3O7M.mjs";
import "./chunk-O6BECCDK.mjs";
import "./chunk-HJMEGCUB.mjs";
import {
  openEngine
} from "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-4XSJVCP6.mjs";
import "./chunk-BLZUAYHY.mjs";
import {
  attachToTar
} from "./chunk-XIDI2RGC.mjs";
import "./chunk-NGZ7NOJ4.mjs";
import "./chunk-4UPWAEUV.mjs";
import "./chunk-5UM42FD3.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-U7LBYKVB.mjs";
import {
  readAttachedSignatures
} from "./chunk-MZ7N3PJH.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-XFE462LY.mjs";
import "./chunk-BUHO2HAK.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-C4O5WSJC.mjs";
import "./chunk-K42B3U5E.mjs";
import "./chunk-MYQEGLFM.mjs";
import "./chunk-QNY6IJMC.mjs";
import {
  checkReplaceable_145,
  fileNameOf_145,
  outputPath_145
} from "./chunk-I5AR5MOU.mjs";
import {
  roomOf
} from "./chunk-O6YHAUAL.mjs";
import "./chunk-44AIEQMZ.mjs";
import {
  openTarWriter
} from "./chunk-OKWNXIE3.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-NTVWBR4E.mjs";
import "./chunk-QKVGLJSE.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  openBundle_90
} from "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
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
    const input = __using(_stack, await openInput_86(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle_90(input);
    const delta = deltaOf(bundle);
    const target = await outputPath_145(request.output, fileNameOf_145(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable_145(target);
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
