import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-KBAO2NHV.mjs";
import "./chunk-ET5IRXAZ.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-SFCBO2GA.mjs";
import "./chunk-NHMU3QEM.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import {
  openBundle_90
} from "./chunk-53HI346J.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-C7V3FR64.mjs";
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
    const input = __using(_stack, await openInput_86(request.source, context), true);
    const bundle = await openBundle_90(input, { platform: await platformToChoose_11(request.platform) });
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
