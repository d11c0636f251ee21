import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-YGZQWLJI.mjs";
import "./chunk-5KII5AII.mjs";
import "./chunk-W7M24HYR.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-S57RCJHS.mjs";
import "./chunk-EJH74DKB.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-3RDZ57MI.mjs";
import "./chunk-DBHZBBRJ.mjs";
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-KONVVQEL.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
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
