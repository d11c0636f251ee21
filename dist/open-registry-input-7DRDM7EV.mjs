import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-OLU6SXRU.mjs";
import "./chunk-Y22BZKER.mjs";
import "./chunk-ZSGYV3GI.mjs";
import "./chunk-NGXBGIGO.mjs";
import "./chunk-LZ5CJGUA.mjs";
import {
  copyToTar
} from "./chunk-GAHNM63O.mjs";
import "./chunk-5JM2G2WW.mjs";
import "./chunk-A65DSS4G.mjs";
import "./chunk-NPT75A53.mjs";
import "./chunk-AZMMX7DZ.mjs";
import {
  openLayout
} from "./chunk-H6JET2QB.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import {
  openWhole
} from "./chunk-G5M7KRR3.mjs";
import "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-WU64DVQV.mjs";
import "./chunk-3H3T5RP2.mjs";
import "./chunk-MH7QNLL6.mjs";
import "./chunk-ORSRYB4M.mjs";
import {
  temporaryDirectory
} from "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-BFXJEC5E.mjs";
import "./chunk-QZVIWQUY.mjs";
import "./chunk-67ZLQWPQ.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/open-registry-input.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function openRegistryInput(input, context, reading) {
  const { reference, repository } = await openRegistry(input, context, reading);
  const content = await openRegistryContent(repository, reference, { name: input.name });
  return reading.whole === true ? openFetched(content, context, reading) : content;
}
async function openFetched(remote, { signal }, { spoolDirectory = temporaryDirectory() }) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(remote);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const file = join(path, "bundle.tar");
    await copyToTar(await openWhole(remote), file, { directory: path, signal });
    const content = stack.use(await openLayout(file));
    const held = stack.move();
    return { ...content, name: remote.name, [Symbol.asyncDispose]: () => held.disposeAsync() };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  openRegistryInput
};
