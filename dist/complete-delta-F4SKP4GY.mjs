import {
  planCompletion
} from "./chunk-HLFJQNTL.mjs";
import "./chunk-U5WZSPSP.mjs";
import "./chunk-7JN3YGW4.mjs";
import "./chunk-VHIAK6CC.mjs";
import {
  openBases
} from "./chunk-YUZHYX5T.mjs";
import "./chunk-ZYAE4ZPK.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import "./chunk-UKQYM3E2.mjs";
import "./chunk-HEAJCSBZ.mjs";
import "./chunk-SELCG3S5.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-NGMPKNFU.mjs";
import {
  attachToTar
} from "./chunk-Q2PNDJI3.mjs";
import "./chunk-R54I4OVQ.mjs";
import "./chunk-HQFAIOSL.mjs";
import "./chunk-7SV5L4PB.mjs";
import "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import "./chunk-MHIFWSSQ.mjs";
import "./chunk-NOTRCLCJ.mjs";
import "./chunk-IEVHQZOT.mjs";
import "./chunk-RGAOG4G6.mjs";
import {
  readAttachedSignatures
} from "./chunk-U37RBUMA.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-XNMEZXCH.mjs";
import "./chunk-EJZ5WEF7.mjs";
import "./chunk-ZDYH4SRR.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  checkReplaceable_143,
  fileNameOf_143,
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  openTarWriter,
  roomOf
} from "./chunk-OWZRPGMY.mjs";
import "./chunk-CZL5UGE2.mjs";
import "./chunk-RQN5F2TG.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-OGS7A7K6.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import "./chunk-X7VVMTBY.mjs";
import "./chunk-GYELZAFS.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
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
    const input = __using(_stack, await openInput_81(request.source, context, { ...reading, whole: true }), true);
    const bundle = await openBundle_85(input);
    const delta = deltaOf(bundle);
    const target = await outputPath_143(request.output, fileNameOf_143(bundle.name), context);
    if (request.overwrite !== true) await checkReplaceable_143(target);
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
