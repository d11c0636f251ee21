import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-OLU6SXRU.mjs";
import "./chunk-Y22BZKER.mjs";
import {
  readReferrers
} from "./chunk-RIHRZRUM.mjs";
import "./chunk-ZSGYV3GI.mjs";
import "./chunk-NGXBGIGO.mjs";
import "./chunk-LZ5CJGUA.mjs";
import {
  isSignature,
  readSignature
} from "./chunk-NC72UY2E.mjs";
import "./chunk-YVR34EHJ.mjs";
import "./chunk-BQ2ZPZQ5.mjs";
import "./chunk-FOS3Q45O.mjs";
import {
  parseLinks
} from "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import {
  MAX_SIGNATURES
} from "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-WU64DVQV.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-BFXJEC5E.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/read-registry-signatures.ts
async function readRegistrySignatures({ digest }, source, context, reading) {
  var _stack = [];
  try {
    const { reference, repository } = await openRegistry(source, context, reading);
    const content = __using(_stack, await openRegistryContent(repository, { ...reference, digest }), true);
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
