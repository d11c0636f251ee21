import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import {
  readNamedDocument_90
} from "./chunk-53HI346J.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/show-document.ts
async function showDocument({ source }, context) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_86(source, context), true);
    const { bytes } = await readNamedDocument_90(input);
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
