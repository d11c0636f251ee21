import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-G33TLHGG.mjs";
import "./chunk-6FCWU7XG.mjs";
import "./chunk-VXHLTEV4.mjs";
import "./chunk-J5OONR47.mjs";
import "./chunk-5TUO57EK.mjs";
import {
  copyToTar
} from "./chunk-KTAGLQF5.mjs";
import "./chunk-26PLUBGS.mjs";
import "./chunk-ZW2BPFYO.mjs";
import "./chunk-BFX33TH2.mjs";
import "./chunk-KGTMJWOD.mjs";
import "./chunk-W3KKYVCM.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-ADOLIVWJ.mjs";
import {
  openLayout
} from "./chunk-IVQG6HY5.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-DRDCQQXR.mjs";
import {
  openWhole
} from "./chunk-IIFDRNSZ.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-QZK7ESIQ.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-3VYFVJFS.mjs";
import "./chunk-YBZVJ2GJ.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import {
  temporaryDirectory
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-NHUVXX2R.mjs";
import "./chunk-3652TLMH.mjs";
import "./chunk-B7ZDVMLZ.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/places/open-registry-input.ts
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
