import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-UGILH3ZV.mjs";
import {
  openInput
} from "./chunk-ZAE6FAWZ.mjs";
import {
  openBundle
} from "./chunk-YSAAMCLT.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/inspect-bundle.ts
async function inspectBundle({ source }, around) {
  var _stack = [];
  try {
    const bytes = __using(_stack, await openInput(source, around), true);
    const bundle = await openBundle(bytes);
    return await summarizeOpened(bundle, await readBundle(bundle));
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
