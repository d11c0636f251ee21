import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-R2HN734I.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-OY65ZRSV.mjs";
import {
  platformToChoose
} from "./chunk-AQ45ZT5B.mjs";
import {
  readBundle
} from "./chunk-SK2YQAPE.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ITXUJ46A.mjs";
import "./chunk-ZL47MGJQ.mjs";
import "./chunk-AUYBUWAL.mjs";
import "./chunk-BTJJZCIP.mjs";
import "./chunk-VCUZB5P6.mjs";
import "./chunk-AEVPCI5I.mjs";
import {
  openInput
} from "./chunk-X3ZJRTME.mjs";
import "./chunk-A65DSS4G.mjs";
import "./chunk-NPT75A53.mjs";
import "./chunk-AZMMX7DZ.mjs";
import "./chunk-H6JET2QB.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-BBSF7FXB.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import {
  openBundle
} from "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-CEOJN6V4.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
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
