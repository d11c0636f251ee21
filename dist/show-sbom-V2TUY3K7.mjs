import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSbomTarget,
  formatSbom,
  sbomFacts,
  writeSbom
} from "./chunk-FPBFDKG6.mjs";
import "./chunk-7NILHGZO.mjs";
import "./chunk-T7Y4ECUQ.mjs";
import {
  platformToChoose
} from "./chunk-ASDWAUWF.mjs";
import {
  readBundle
} from "./chunk-BXJYX6N2.mjs";
import "./chunk-MVWI7EBL.mjs";
import "./chunk-M3JWKYEK.mjs";
import "./chunk-ULI3Q6Y3.mjs";
import "./chunk-52KWDJG3.mjs";
import "./chunk-3WPMJLY2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-FDJWJL6G.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  openBundle
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
