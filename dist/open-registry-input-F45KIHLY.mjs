import {
  openRegistryContent
} from "./chunk-7WNKYC7T.mjs";
import "./chunk-ZMJFADRX.mjs";
import "./chunk-R2ATYHHA.mjs";
import "./chunk-C5WVH4TT.mjs";
import "./chunk-4GZHQ7JQ.mjs";
import "./chunk-TR2NMI3S.mjs";
import "./chunk-AYXEE6XW.mjs";
import {
  openLayout_136
} from "./chunk-GIXP4MMY.mjs";
import "./chunk-YE7S33VG.mjs";
import {
  copyToTar
} from "./chunk-EFWXR5S7.mjs";
import "./chunk-RSAGGMAZ.mjs";
import "./chunk-XGZHRYKM.mjs";
import "./chunk-DGYBIXJB.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-QTNK3AKA.mjs";
import "./chunk-T2ILAWYY.mjs";
import "./chunk-LB5F2BML.mjs";
import "./chunk-JIXLZ4J3.mjs";
import {
  openWhole_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-EGELP4CY.mjs";
import "./chunk-X74KNYB4.mjs";
import "./chunk-H3UY3RAE.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-GRR433NA.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  openRegistry
} from "./chunk-KE73XRZA.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-55XFMHTX.mjs";
import "./chunk-U2SLVZNA.mjs";
import "./chunk-TMFY2MWA.mjs";
import "./chunk-ZHV7OX2J.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-L7B72BAZ.mjs";
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
    const content = stack.use(await openLayout_136(file));
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
