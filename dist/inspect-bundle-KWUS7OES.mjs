import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-SSTSFZOS.mjs";
import "./chunk-UWQ5AUTA.mjs";
import "./chunk-SLWYQ4T2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-5IDIIXLS.mjs";
import "./chunk-LQFP4L26.mjs";
import {
  openInput
} from "./chunk-EI4EMXRT.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-AHGVM63S.mjs";
import "./chunk-TIMBE76O.mjs";
import {
  openBundle
} from "./chunk-MBWFJCGY.mjs";
import "./chunk-WGFE33NW.mjs";
import "./chunk-HWHHVJZQ.mjs";
import "./chunk-HI25H3T4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-BFFDGZUO.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
import "./chunk-47KHCRBR.mjs";
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
