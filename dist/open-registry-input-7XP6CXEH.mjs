import {
  openLayout_140
} from "./chunk-MNCGCYHV.mjs";
import {
  copyToTar
} from "./chunk-A3J3F4SU.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-6TWYTX25.mjs";
import "./chunk-44MCHEHA.mjs";
import "./chunk-UAMYEOEC.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-IGQ6HRQE.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-2VFFRHEK.mjs";
import "./chunk-ZBJJLZPC.mjs";
import "./chunk-TQGL5MJW.mjs";
import {
  openWhole_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-6O2W6EUL.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  openRegistry
} from "./chunk-T4X2M6HI.mjs";
import "./chunk-7R2E2KYK.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import {
  openRegistryContent
} from "./chunk-VEREMCYH.mjs";
import "./chunk-K52J4C67.mjs";
import "./chunk-V4F25FJE.mjs";
import "./chunk-ZKQ25L5Z.mjs";
import "./chunk-CVPCPH2Q.mjs";
import "./chunk-PHOZDR2Z.mjs";
import "./chunk-X5HQV64S.mjs";
import "./chunk-WS6H44K5.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-ZUNKUUO3.mjs";
import "./chunk-SC4RN2PC.mjs";
import "./chunk-7BAV3UGY.mjs";
import "./chunk-B5YBT4D6.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
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
    const content = stack.use(await openLayout_140(file));
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
