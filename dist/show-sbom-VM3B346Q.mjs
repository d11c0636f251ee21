import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-LUTFBMBU.mjs";
import "./chunk-ET5IRXAZ.mjs";
import {
  platformToChoose_9
} from "./chunk-CPMTHW7B.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import "./chunk-KYU5XQPV.mjs";
import "./chunk-2UE5P62L.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import {
  openBundle_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  userPath_38
} from "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4QBOVGT3.mjs";
import "./chunk-C7V3FR64.mjs";
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
    const input = __using(_stack, await openInput_80(request.source, context), true);
    const bundle = await openBundle_84(input, { platform: await platformToChoose_9(request.platform) });
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
