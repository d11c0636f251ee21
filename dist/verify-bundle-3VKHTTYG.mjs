import {
  together
} from "./chunk-CMVTRPDV.mjs";
import {
  attachBases
} from "./chunk-3I2IUUIY.mjs";
import "./chunk-6GYU4S2R.mjs";
import {
  verifyHome
} from "./chunk-LOI364K7.mjs";
import "./chunk-6CKVB3FP.mjs";
import {
  checkExecutable
} from "./chunk-M4PPNR6J.mjs";
import {
  planImport_13
} from "./chunk-LVO4JBEL.mjs";
import "./chunk-XGR7DJKG.mjs";
import {
  openPinnedWhole_27,
  openPinned_27
} from "./chunk-XGUKZONF.mjs";
import "./chunk-IF3EH27P.mjs";
import {
  openOriginals
} from "./chunk-R3VVRU3E.mjs";
import {
  findBeside
} from "./chunk-4R6WVDNK.mjs";
import {
  openBases
} from "./chunk-GA2HIVHI.mjs";
import "./chunk-WQWPB7KV.mjs";
import "./chunk-G3PQUGR6.mjs";
import "./chunk-ET5IRXAZ.mjs";
import "./chunk-NTAO2OLZ.mjs";
import "./chunk-472N3O7M.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-2HL3K6QQ.mjs";
import "./chunk-AOLQO5SV.mjs";
import "./chunk-FMKUHXPD.mjs";
import "./chunk-BCPWLTE6.mjs";
import {
  contentLinks
} from "./chunk-5FKGJIBT.mjs";
import "./chunk-25CY6E6E.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-FY3HAJZZ.mjs";
import "./chunk-36ADXCOP.mjs";
import "./chunk-HJMEGCUB.mjs";
import "./chunk-GLT4JWU7.mjs";
import {
  homePath_22
} from "./chunk-AYBBYT3T.mjs";
import {
  layerBlob_96,
  openEngine
} from "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import {
  layerPath_51
} from "./chunk-KRM37I2B.mjs";
import "./chunk-4XSJVCP6.mjs";
import "./chunk-BLZUAYHY.mjs";
import "./chunk-BGBSN2WM.mjs";
import "./chunk-XIZFDP4Y.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-R45GEM5S.mjs";
import "./chunk-C4R2HPRQ.mjs";
import "./chunk-44UYXQIQ.mjs";
import {
  formatPlatform_55
} from "./chunk-NHMU3QEM.mjs";
import "./chunk-NBQWKA4F.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import "./chunk-I2SSAEHR.mjs";
import {
  openBlobsBeside_92,
  readBeside_92
} from "./chunk-GALWVORN.mjs";
import "./chunk-N2CUZO4E.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import "./chunk-53HI346J.mjs";
import "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import "./chunk-JSX5QINM.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  hashRange
} from "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-VLTED23A.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism } from "node:os";

// from-joined:src/commands/trust/check-trust.ts
import { checkTrust_29 } from "./core.mjs";

// src/bundle/verify-blobs.ts
async function verifyBlobs({ blobs, content }, onProgress) {
  for (const [expected, bytes] of blobs) {
    const found = await hashRange(bytes, 0, bytes.size, onProgress);
    if (found !== expected)
      throw new BundleError(
        "DIGEST_MISMATCH",
        `Cannot verify a blob of ${content.name}: got ${found}, expected ${expected}`
      );
  }
  await content.finish();
}
async function verifyPatches({ delta, stored, content }) {
  for (const patch of delta?.config.patches ?? [])
    await verifyPatch(patch, stored.blobs.get(patch.patch), content.name);
}
async function verifyPatch({ patch, frames }, bytes, place) {
  let start = 0;
  for (const [index, { size, digest }] of frames.entries()) {
    const found = bytes && await hashRange(bytes, start, size);
    if (found !== digest) {
      const what = `frame ${index} of patch ${patch} of ${place}: got ${found}, expected ${digest}`;
      throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}`);
    }
    start += size;
  }
}

// src/commands/verify/verify-originals.ts
async function verifyOriginals({ content, platforms }, { bases, checked, advance }) {
  let originals;
  let first;
  for await (const bundle of platforms()) {
    if (bundle.beside.length === 0) return 0;
    first ??= bundle;
    originals ??= await openOriginals(bundle.besideIn, await readBeside_92(bundle.besideIn, bundle.beside));
  }
  if (first === void 0) return 0;
  const { opened, lacking } = await openBeside(first, bases);
  const blobs = new Map([...opened].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ content, blobs }, advance);
  for (const digest of blobs.keys()) checked.add(digest);
  return lacking;
}
async function openBeside(bundle, bases) {
  if (bundle.delta === void 0) {
    const manifests = await readBeside_92(bundle.besideIn, bundle.beside);
    return { opened: await openBlobsBeside_92(bundle.besideIn, manifests), lacking: 0 };
  }
  const { blobs, lacking } = await findBeside(bundle, bases);
  return { opened: blobs, lacking: lacking.length };
}

// src/commands/verify/verify-platform.ts
import { devNull } from "node:os";
import { join } from "node:path";
var EMPTY_HOME = join(devNull, "home");
var ROUND = 4e6;
async function verifyPlatform(bundle, { engine, checked, advance }, { signal }) {
  const content = await readBundle_28(bundle);
  const plan = await planIntoEmptyHome(bundle, content);
  const blobs = new Map([...bundle.stored.blobs].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ ...bundle, blobs }, advance);
  await verifyPatches(bundle);
  for (const digest of blobs.keys()) checked.add(digest);
  await checkExecutable(bundle);
  advance(bundle.config.ocx?.contentSize ?? 0);
  const layers = bundle.config.layers.filter((layer) => bundle.has(layer));
  const isWhole = layers.length === bundle.config.layers.length;
  const [first = [], ...rest] = isWhole ? assemblyRounds(bundle, plan, content.closure) : [layers.map((layer) => layerBlob_96(bundle, layer, content.closure))];
  let unpacked = 0;
  await engine.unpack([bundle.store, ...first], (done) => {
    advance(done - unpacked);
    unpacked = done;
  });
  engine.checkPackages();
  for (const round of rest) {
    await engine.unpack(round, () => signal.throwIfAborted());
    engine.checkPackages();
  }
  return content;
}
async function planIntoEmptyHome(bundle, content) {
  return planImport_13({
    home: EMPTY_HOME,
    ...content,
    onConflict: "fail",
    select: false,
    host: bundle.config.platform,
    now: /* @__PURE__ */ new Date()
  });
}
function assemblyRounds(bundle, plan, closure) {
  const { from } = contentLinks(plan, { path: EMPTY_HOME, root: { path: EMPTY_HOME } });
  const blobs = new Map(
    bundle.config.layers.map((layer) => [
      layerPath_51(layer.registry, layer.digest),
      {
        ...layerBlob_96(bundle, layer, closure),
        links: from({ ...layer, path: layerPath_51(layer.registry, layer.digest) })
      }
    ])
  );
  const all = [...blobs.values()];
  const packages = Map.groupBy(
    all.flatMap(({ links, entryCount }) => links.map((link) => ({ link, entryCount }))),
    ({ link }) => link.content
  );
  const rounds = [/* @__PURE__ */ new Set()];
  let entries = 0;
  for (const [content, parts] of packages) {
    if (parts.length === 1 && parts[0]?.link.strip === 1) continue;
    const count = parts.reduce((total, { entryCount }) => total + entryCount, 0);
    if (entries > 0 && entries + count > ROUND) {
      rounds.push(/* @__PURE__ */ new Set());
      entries = 0;
    }
    rounds.at(-1)?.add(content);
    entries += count;
  }
  return rounds.map((contents, round) => {
    const linked = all.map((blob) => ({ ...blob, links: only(blob.links, contents) }));
    return round === 0 ? linked : linked.filter(({ links }) => links.length > 0);
  });
}
function only(links, contents) {
  return links.filter(({ content }) => contents.has(content));
}

// src/commands/verify-bundle.ts
async function verifyBundle(request, context, reporter) {
  var _stack2 = [];
  try {
    const input = __using(_stack2, await openInput_86(request.source, context, wholly(reporter)), true);
    let done = 0;
    let goal = request.source.kind === "stream" ? 0 : await input.size();
    const advance = (more) => {
      context.signal.throwIfAborted();
      reporter.progress("verify", done += more, goal);
    };
    for (const warning of await input.verify(advance)) reporter.warn(warning);
    const whole = await openPinnedWhole_27(input, request.digest);
    const wanted = await wantedManifests(whole, request);
    const isWanted = ({ descriptor }) => wanted === void 0 || wanted.has(descriptor.digest);
    const ofHome = request.home === void 0 ? void 0 : homePath_22(request.home, context);
    const question = { source: request.source, request: request.trust, home: ofHome };
    const trusts = [];
    goal = done;
    for await (const bundle of whole.platforms()) {
      if (!isWanted(bundle)) continue;
      goal += workOf(bundle);
      trusts.push(await checkTrust_29(bundle, question, context, reporter));
    }
    const trust = together(trusts);
    const checked = /* @__PURE__ */ new Set();
    const amounts = { frames: 0, entries: 0, contentSize: 0 };
    const platforms = [];
    let home;
    const compared = request.home === void 0 ? void 0 : await manifestFor(input, request);
    const stack = __using(_stack2, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases ?? [], context, { stack, ...logsOf_24(reporter) });
    let unchecked = 0;
    for await (const opened of whole.platforms()) {
      var _stack = [];
      try {
        if (!isWanted(opened)) continue;
        const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
        const bundle = await withBases(opened, bases, engine);
        const { config, descriptor } = bundle;
        const { closure } = await verifyPlatform(bundle, { engine, checked, advance }, context);
        const layers = config.layers.filter((layer) => bundle.has(layer));
        unchecked += config.layers.length - layers.length;
        const tables = tablesOf({ ...config, layers });
        amounts.frames += sumOf(tables, ({ frames }) => frames.length);
        amounts.entries += sumOf(tables, ({ entryCount }) => entryCount);
        amounts.contentSize += sumOf(layers, ({ contentSize }) => contentSize);
        platforms.push({ platform: formatPlatform_55(config.platform), digest: descriptor.digest });
        if (descriptor.digest !== compared || ofHome === void 0) continue;
        home = await verifyHome({ path: ofHome, bundle, closure, engine }, context, reporter);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    unchecked += await verifyOriginals(whole, { bases, checked, advance });
    return {
      bundle: { name: whole.name, digest: whole.digest },
      ...whole.found.manifests.length > 1 && { platforms },
      size: await input.size(),
      blobs: checked.size,
      ...amounts,
      pinned: request.digest !== void 0,
      ...trust !== void 0 && { trust },
      ...unchecked > 0 && { unchecked },
      ...home !== void 0 && { home }
    };
  } catch (_2) {
    var _error2 = _2, _hasError2 = true;
  } finally {
    var _promise2 = __callDispose(_stack2, _error2, _hasError2);
    _promise2 && await _promise2;
  }
}
async function withBases(bundle, bases, engine) {
  if (bundle.delta === void 0 || bases.length === 0) return bundle;
  const { whole: closure } = await readBundle_28(bundle);
  return attachBases(bundle, bundle.config.layers, { engine, home: void 0, bases, closure });
}
async function wantedManifests({ content, digest }, request) {
  if (request.platform !== void 0) return /* @__PURE__ */ new Set([await manifestFor(content, request)]);
  return request.digest === void 0 || request.digest === digest ? void 0 : /* @__PURE__ */ new Set([request.digest]);
}
async function manifestFor(content, { digest, platform }) {
  const { descriptor } = await openPinned_27(content, digest, { platform: await platformToChoose_11(platform) });
  return descriptor.digest;
}
function workOf({ stored: { blobs }, config }) {
  return sumOf([...blobs.values()], ({ size }) => size) + sumOf(tablesOf(config), ({ contentSize }) => contentSize);
}
function tablesOf({ store, layers, ocx }) {
  return [store, ...layers, ...ocx === void 0 ? [] : [ocx]];
}
function sumOf(items, of) {
  return items.reduce((sum, item) => sum + of(item), 0);
}
function wholly(reporter) {
  return {
    whole: true,
    ...logsOf_24(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total)
  };
}
export {
  verifyBundle
};
