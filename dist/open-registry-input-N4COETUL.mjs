import {
  openRegistryContent
} from "./chunk-I5K73Y47.mjs";
import "./chunk-A75JYADV.mjs";
import "./chunk-WN35DYMP.mjs";
import "./chunk-O2QBLRAT.mjs";
import "./chunk-5ZGSECQB.mjs";
import "./chunk-GZWLIPX5.mjs";
import "./chunk-WYIGPWLV.mjs";
import {
  openLayout_142
} from "./chunk-V6TVHEUM.mjs";
import "./chunk-QNY6IJMC.mjs";
import {
  copyToTar
} from "./chunk-TRTPTF5F.mjs";
import "./chunk-O6YHAUAL.mjs";
import "./chunk-44AIEQMZ.mjs";
import "./chunk-OKWNXIE3.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-RK6YA52Z.mjs";
import "./chunk-I2SSAEHR.mjs";
import "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import "./chunk-NTVWBR4E.mjs";
import {
  openWhole_90
} from "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  openRegistry
} from "./chunk-VWSCNYES.mjs";
import "./chunk-VTHAEPVV.mjs";
import "./chunk-JYWO4Y7D.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-YHS2K7J6.mjs";
import "./chunk-2PSME3YQ.mjs";
import "./chunk-FFOGRZQG.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
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
    await copyToTar(await openWhole_90(remote), file, { directory: path, signal });
    const content = stack.use(await openLayout_142(file));
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
