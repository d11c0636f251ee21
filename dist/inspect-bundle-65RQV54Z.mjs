import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-CSUZLIQQ.mjs";
import {
  openInput
} from "./chunk-53MGNY4R.mjs";
import "./chunk-CLWWWKQC.mjs";
import "./chunk-JRU5M74L.mjs";
import "./chunk-G25ACHA6.mjs";
import {
  openBundle
} from "./chunk-ZWU27QIT.mjs";
import "./chunk-MSYQVU6D.mjs";
import "./chunk-5KGMDXVC.mjs";
import "./chunk-K2HEINOA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-JCTERG6B.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
import "./chunk-PDLELWUJ.mjs";
import "./chunk-CX3N45CJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
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
