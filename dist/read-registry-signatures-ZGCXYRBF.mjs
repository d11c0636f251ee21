import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readReferrers
} from "./chunk-PT6WK4K7.mjs";
import {
  openRegistryContent
} from "./chunk-G33TLHGG.mjs";
import "./chunk-6FCWU7XG.mjs";
import "./chunk-VXHLTEV4.mjs";
import "./chunk-J5OONR47.mjs";
import "./chunk-5TUO57EK.mjs";
import {
  isSignature,
  readSignature
} from "./chunk-XJI5ABBL.mjs";
import "./chunk-73OQANKO.mjs";
import "./chunk-CP35JURY.mjs";
import {
  parseLinks
} from "./chunk-DRDCQQXR.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import {
  MAX_SIGNATURES
} from "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-3VYFVJFS.mjs";
import "./chunk-YBZVJ2GJ.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-NHUVXX2R.mjs";
import "./chunk-3652TLMH.mjs";
import "./chunk-B7ZDVMLZ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/trust/read-registry-signatures.ts
async function readRegistrySignatures({ digest }, source, context, reading) {
  var _stack = [];
  try {
    const { reference, repository } = await openRegistry(source, context, reading);
    const content = __using(_stack, await openRegistryContent(repository, reference), true);
    const signatures = [];
    for (const referrer of await readReferrers(repository, digest)) {
      for (const layer of parseLinks(referrer.bytes).to.filter(isSignature)) {
        const name = `referrer ${referrer.descriptor.digest} in ${content.name}`;
        if (signatures.length < MAX_SIGNATURES) signatures.push(...await readSignature(content, layer, name));
      }
    }
    return { signatures, looked: [`referrers of ${content.name}`] };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  readRegistrySignatures
};
