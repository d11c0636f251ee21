import {
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import {
  copyToTar
} from "./chunk-UMGC5XW2.mjs";
import "./chunk-HEGJCT6T.mjs";
import "./chunk-V5EHWYNH.mjs";
import "./chunk-42W4RABT.mjs";
import "./chunk-ZAIV4F4E.mjs";
import "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-PYHHIWIL.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-EHAS7S6K.mjs";
import "./chunk-WL7ET2BP.mjs";
import "./chunk-X7VVMTBY.mjs";
import {
  openWhole_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  openRegistry
} from "./chunk-P6FCPWXZ.mjs";
import "./chunk-EJQFZSBO.mjs";
import "./chunk-SYPSYGWM.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import {
  openRegistryContent
} from "./chunk-JJUZW6LZ.mjs";
import "./chunk-LRQM6TFH.mjs";
import "./chunk-W2VE7EUN.mjs";
import "./chunk-KJZUXOGH.mjs";
import "./chunk-2G6OZGLX.mjs";
import "./chunk-PLLGUXY7.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-OCM2DYHD.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-LET6KJZ3.mjs";
import "./chunk-36GCABAQ.mjs";
import "./chunk-HTZHGAS5.mjs";
import "./chunk-ODYQFKU5.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-registry-input.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
async function openRegistryInput(input, context, reading) {
  const { reference, repository } = await openRegistry(input, context, reading);
  const content = await openRegistryContent(repository, reference, { name: input.name });
  return reading.whole === true ? openFetched(content, context, reading) : content;
}
async function openFetched(remote, { signal }, { spoolDirectory = temporaryDirectory_40() }) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(remote);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const file = join(path, "bundle.tar");
    await copyToTar(await openWhole_88(remote), file, { directory: path, signal });
    const content = stack.use(await openLayout_139(file));
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
