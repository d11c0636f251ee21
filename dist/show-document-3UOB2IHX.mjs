import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import {
  readNamedDocument_84
} from "./chunk-P4SAMCP3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/show-document.ts
async function showDocument({ source }, context) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_80(source, context), true);
    const { bytes } = await readNamedDocument_84(input);
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
