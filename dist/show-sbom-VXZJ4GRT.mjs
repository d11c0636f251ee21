import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-YTJYSYI4.mjs";
import "./chunk-7NILHGZO.mjs";
import {
  platformToChoose
} from "./chunk-A53YNI3Z.mjs";
import {
  readBundle
} from "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import "./chunk-XPODTD2C.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  openBundle
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
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
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
