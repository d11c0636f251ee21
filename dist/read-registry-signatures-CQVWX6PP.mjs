import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readReferrers
} from "./chunk-VUBWPR6E.mjs";
import {
  openRegistryContent
} from "./chunk-2Z5TLOCK.mjs";
import "./chunk-PYAVMY6N.mjs";
import "./chunk-QCVZZYN2.mjs";
import "./chunk-QOKZ3DZR.mjs";
import "./chunk-ZAKWSRMR.mjs";
import {
  isSignature,
  readSignature
} from "./chunk-OG5BFJYO.mjs";
import "./chunk-7XECXOME.mjs";
import "./chunk-6CU5T5AX.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import {
  parseLinks
} from "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import {
  MAX_SIGNATURES
} from "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-D3XOXLGY.mjs";
import "./chunk-SA57Q2EG.mjs";
import "./chunk-GPOQREMM.mjs";
import "./chunk-DOAIOH6Z.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-JOWO7K6F.mjs";
import "./chunk-VJKFUXUI.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
