import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  readNamedDocument_85
} from "./chunk-IGXA6UWY.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/show-document.ts
async function showDocument({ source }, context) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_81(source, context), true);
    const { bytes } = await readNamedDocument_85(input);
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
