import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readReferrers
} from "./chunk-RCEGCVPK.mjs";
import {
  openRegistryContent
} from "./chunk-YBSNZEW6.mjs";
import "./chunk-HUUTNPLA.mjs";
import "./chunk-GJDBEYKU.mjs";
import "./chunk-7ETQ4BTY.mjs";
import "./chunk-T2ISNR7I.mjs";
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
} from "./chunk-UH6ROPBH.mjs";
import "./chunk-LJBNAJ7C.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-GY7YNQOC.mjs";
import "./chunk-TXKQHQJ5.mjs";
import "./chunk-UB5ZHGGI.mjs";
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
