import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-W3U26NL6.mjs";
import "./chunk-WUXZQAH3.mjs";
import {
  platformToChoose_9
} from "./chunk-CPMTHW7B.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import "./chunk-ARPUCGQ3.mjs";
import "./chunk-LM4DMEHJ.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  openBundle_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/show-sbom.ts
async function showSbom(request, context) {
  var _stack = [];
  try {
    const output = request.output === void 0 ? void 0 : userPath_38(request.output, context);
    if (output !== void 0 && request.overwrite !== true) await checkSbomTarget(output);
    const input = __using(_stack, await openInput_81(request.source, context), true);
    const bundle = await openBundle_85(input, { platform: await platformToChoose_9(request.platform) });
    const { whole } = await readBundle_26(bundle);
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
