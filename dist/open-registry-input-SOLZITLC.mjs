import {
  openRegistryContent
} from "./chunk-6ZA3JFAK.mjs";
import "./chunk-BCDABJ5Y.mjs";
import "./chunk-YRGHWG36.mjs";
import "./chunk-VQ6T222R.mjs";
import "./chunk-SG3KNL7N.mjs";
import "./chunk-EYEVNXLO.mjs";
import "./chunk-NNY3ZLIG.mjs";
import {
  openLayout_137
} from "./chunk-5GVT4QP3.mjs";
import "./chunk-COGF6QKJ.mjs";
import {
  copyToTar
} from "./chunk-NTF3KH3A.mjs";
import "./chunk-IFY5PY3T.mjs";
import "./chunk-4ZYMTFHF.mjs";
import "./chunk-IRK7D6IS.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-GAABXPZ7.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-OD6NBJZO.mjs";
import "./chunk-ASNKZLCV.mjs";
import {
  openWhole_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  openRegistry
} from "./chunk-OJURK7ZM.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-XW7YW4AN.mjs";
import "./chunk-53B2SSYR.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-TUC4HGQ4.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_38
} from "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
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
async function openFetched(remote, { signal }, { spoolDirectory = temporaryDirectory_38() }) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    stack.use(remote);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const file = join(path, "bundle.tar");
    await copyToTar(await openWhole_84(remote), file, { directory: path, signal });
    const content = stack.use(await openLayout_137(file));
    const held = stack.move();
    const { name, referrers } = remote;
    return { ...content, name, ...referrers && { referrers }, [Symbol.asyncDispose]: () => held.disposeAsync() };
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
