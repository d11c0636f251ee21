import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openRegistryContent
} from "./chunk-2Z5TLOCK.mjs";
import "./chunk-PYAVMY6N.mjs";
import "./chunk-QCVZZYN2.mjs";
import "./chunk-QOKZ3DZR.mjs";
import "./chunk-ZAKWSRMR.mjs";
import {
  copyToTar
} from "./chunk-WBQEOX5U.mjs";
import "./chunk-KZHCGS7L.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import {
  openLayout
} from "./chunk-B72G32SU.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  openWhole
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  openRegistry
} from "./chunk-D3XOXLGY.mjs";
import "./chunk-SA57Q2EG.mjs";
import "./chunk-GPOQREMM.mjs";
import "./chunk-DOAIOH6Z.mjs";
import {
  temporaryDirectory
} from "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-JOWO7K6F.mjs";
import "./chunk-VJKFUXUI.mjs";
import "./chunk-OT7HC3OA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
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
