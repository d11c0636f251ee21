import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readReferrers
} from "./chunk-HMKZAURH.mjs";
import {
  openRegistryContent
} from "./chunk-4UFVSCWZ.mjs";
import "./chunk-YXNTHIAT.mjs";
import "./chunk-AEQQDQ3N.mjs";
import "./chunk-3MIECTPA.mjs";
import "./chunk-RCVXNZRP.mjs";
import {
  isSignature,
  readSignature
} from "./chunk-VXPL56AI.mjs";
import "./chunk-RPFQEEOQ.mjs";
import {
  parseLinks
} from "./chunk-5UEIVGCP.mjs";
import "./chunk-JYXZUD6M.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import {
  MAX_SIGNATURES
} from "./chunk-Z2KHX2NZ.mjs";
import {
  openRegistry
} from "./chunk-2L7WE2BE.mjs";
import "./chunk-U466XGCT.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-5ASUYMKP.mjs";
import "./chunk-4WU2DSPI.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
