import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-3YJFMT3A.mjs";
import "./chunk-CGMA6P3P.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-FULKM6RP.mjs";
import "./chunk-LKE2HDOH.mjs";
import "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-UTVE5G6E.mjs";
import {
  openInput_84
} from "./chunk-PTXMRNV2.mjs";
import {
  openBundle_88
} from "./chunk-7CTE4NZ3.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/show-sbom.ts
async function showSbom(request, context) {
  var _stack = [];
  try {
    const output = request.output === void 0 ? void 0 : userPath_40(request.output, context);
    if (output !== void 0 && request.overwrite !== true) await checkSbomTarget(output);
    const input = __using(_stack, await openInput_84(request.source, context), true);
    const bundle = await openBundle_88(input, { platform: await platformToChoose_11(request.platform) });
    const { whole } = await readBundle_28(bundle);
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
