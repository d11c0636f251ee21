import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-SZ4NDIM4.mjs";
import "./chunk-NSHG4IOH.mjs";
import "./chunk-DP257AGB.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-CYMT2K2Y.mjs";
import "./chunk-FIIWMVOY.mjs";
import {
  openInput
} from "./chunk-R4IX6WZE.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-WW4K3S3K.mjs";
import "./chunk-CAJQCKVP.mjs";
import {
  openBundle
} from "./chunk-6CVECFRB.mjs";
import "./chunk-MJOTLTJ4.mjs";
import "./chunk-WL4S7AWV.mjs";
import "./chunk-QPVEOAGO.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/inspect-bundle.ts
async function inspectBundle({ source }, context) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput(source, context), true);
    const bundle = await openBundle(input);
    const content = await readBundle(bundle);
    await input.finish();
    return await summarizeOpened(bundle, content);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  inspectBundle
};
