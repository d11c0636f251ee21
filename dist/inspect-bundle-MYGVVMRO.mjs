import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle,
  summarizeOpened
} from "./chunk-52RIJZXC.mjs";
import "./chunk-XAIYEGWL.mjs";
import "./chunk-SB6P32UC.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-3E7G5DQ3.mjs";
import "./chunk-UMHWI3T3.mjs";
import {
  openInput
} from "./chunk-ZPMNMGQ2.mjs";
import "./chunk-M422VR4A.mjs";
import "./chunk-DPOXTDON.mjs";
import "./chunk-RNGYVW6H.mjs";
import {
  openBundle
} from "./chunk-YVDZAUZI.mjs";
import "./chunk-A5VO6FJV.mjs";
import "./chunk-5LHHMRT6.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-DBZ7BEX5.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-OKXSH3OC.mjs";
import "./chunk-5ERUUIK2.mjs";
import "./chunk-47A57DVG.mjs";
import "./chunk-5VA2KXAO.mjs";
import "./chunk-WGBZ4EWO.mjs";
import "./chunk-6SSD3UWU.mjs";
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
