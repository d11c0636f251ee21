import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  readNamedDocument
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
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
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
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

// src/commands/show-document.ts
async function showDocument({ source }, context) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput(source, context), true);
    const { bytes } = await readNamedDocument(input);
    return bytes;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  showDocument
};
