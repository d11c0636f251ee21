import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-BVEEOKVZ.mjs";
import "./chunk-PIDIM7ZV.mjs";
import "./chunk-ZNKCQCNQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-HBFZMOFN.mjs";
import "./chunk-BDMQXJF7.mjs";
import {
  openInput
} from "./chunk-QVC4WJG5.mjs";
import "./chunk-DESUSK7F.mjs";
import "./chunk-R2ZBKTIB.mjs";
import "./chunk-FYPQRVXC.mjs";
import "./chunk-KVNPPPDZ.mjs";
import "./chunk-2AED7RAA.mjs";
import {
  openBundle
} from "./chunk-MUQWZVDZ.mjs";
import "./chunk-SYUAAR4E.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-C3VQ3RAK.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-DHYQDPHX.mjs";
import "./chunk-UHERIXZC.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-PGD37O2J.mjs";
import "./chunk-QFKBXYM3.mjs";
import "./chunk-P5FJQ4AR.mjs";
import "./chunk-YKPDBCHQ.mjs";
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
