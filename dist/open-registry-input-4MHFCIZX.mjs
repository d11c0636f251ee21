import {
  openRegistryContent
} from "./chunk-IG7U5KOZ.mjs";
import "./chunk-U35L4R44.mjs";
import "./chunk-GQE4GOVD.mjs";
import "./chunk-25VC2GC5.mjs";
import "./chunk-FWEIS5KZ.mjs";
import "./chunk-O3JRH7UT.mjs";
import "./chunk-MHALAELM.mjs";
import {
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import "./chunk-DZFMGHUF.mjs";
import {
  copyToTar
} from "./chunk-R4ROI4WS.mjs";
import "./chunk-OWZRPGMY.mjs";
import "./chunk-CZL5UGE2.mjs";
import "./chunk-RQN5F2TG.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-OGS7A7K6.mjs";
import "./chunk-WG6XD3OV.mjs";
import "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import "./chunk-X7VVMTBY.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import {
  openRegistry
} from "./chunk-COCKKZT3.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-PBA2ENII.mjs";
import "./chunk-MU7OTYLB.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-NKGX6MXH.mjs";
import {
  temporaryDirectory_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
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
    await copyToTar(await openWhole_85(remote), file, { directory: path, signal });
    const content = stack.use(await openLayout_139(file));
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
