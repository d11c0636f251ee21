import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-5JOXE4C6.mjs";
import "./chunk-7NILHGZO.mjs";
import {
  platformToChoose
} from "./chunk-7HUFH4L4.mjs";
import {
  readBundle
} from "./chunk-44B67EQL.mjs";
import "./chunk-X53ECAPB.mjs";
import "./chunk-44C2W2UL.mjs";
import "./chunk-T7YAFXBJ.mjs";
import "./chunk-QWR6D4BE.mjs";
import "./chunk-2IFAY4D3.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ZJCH65HB.mjs";
import "./chunk-BYNC2B4T.mjs";
import {
  openInput
} from "./chunk-2B2O3OFS.mjs";
import "./chunk-KGTMJWOD.mjs";
import "./chunk-W3KKYVCM.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-ADOLIVWJ.mjs";
import "./chunk-IVQG6HY5.mjs";
import "./chunk-A6NZBLUU.mjs";
import "./chunk-BKIACKWB.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
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
import "./chunk-NF7NLMI4.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/show-sbom.ts
async function showSbom(request, context) {
  var _stack = [];
  try {
    const output = request.output === void 0 ? void 0 : userPath(request.output, context);
    if (output !== void 0 && request.overwrite !== true) await checkSbomTarget(output);
    const input = __using(_stack, await openInput(request.source, context), true);
    const bundle = await openBundle(input, { platform: await platformToChoose(request.platform) });
    const { whole } = await readBundle(bundle);
    await input.finish();
    const { name, config, descriptor } = bundle;
    const text = formatSbom(sbomFacts({ name, config, digest: descriptor.digest }, whole), request.format, context);
    if (output !== void 0) await writeSbom(output, text);
    return {
      bundle: { name, digest: bundle.digest },
      format: request.format,
      packages: whole.packages.length,
      ...output === void 0 ? { text } : { file: output }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  showSbom
};
