import {
  together
} from "./chunk-CMVTRPDV.mjs";
import "./chunk-6GYU4S2R.mjs";
import {
  verifyHome
} from "./chunk-XVFT3MA5.mjs";
import "./chunk-4MUHRHTV.mjs";
import {
  checkExecutable
} from "./chunk-EAJNM6EC.mjs";
import {
  planImport_11
} from "./chunk-FSTK3HQJ.mjs";
import "./chunk-JH5PIG7S.mjs";
import {
  openPinnedWhole_25,
  openPinned_25
} from "./chunk-XOUIGJ5E.mjs";
import "./chunk-J23ZKE5H.mjs";
import {
  attachBases
} from "./chunk-U5WZSPSP.mjs";
import {
  refuseDelta
} from "./chunk-T4V2RHKF.mjs";
import {
  openOriginals
} from "./chunk-GCLKELTG.mjs";
import {
  findBeside
} from "./chunk-VHIAK6CC.mjs";
import "./chunk-5QMOEKRD.mjs";
import "./chunk-OYSOGAZH.mjs";
import "./chunk-KXQOHID5.mjs";
import {
  contentLinks
} from "./chunk-Z64XVEMH.mjs";
import "./chunk-JEP5C7PX.mjs";
import "./chunk-XTZO5WJI.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-7ZJTPO4E.mjs";
import "./chunk-5LQVMTV5.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  openBases
} from "./chunk-YUZHYX5T.mjs";
import {
  isComplete
} from "./chunk-ZYAE4ZPK.mjs";
import {
  planLayer
} from "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  layerBlob_91,
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  platformToChoose_9
} from "./chunk-CPMTHW7B.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import "./chunk-RHFZE22J.mjs";
import "./chunk-BUMMGJGF.mjs";
import "./chunk-OJOIADCF.mjs";
import "./chunk-22M2MICJ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import "./chunk-2R5IZPZE.mjs";
import "./chunk-NGMPKNFU.mjs";
import "./chunk-OQQCSOEH.mjs";
import {
  formatPlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import "./chunk-WG6XD3OV.mjs";
import {
  openBlobsBeside_87,
  readBeside_87
} from "./chunk-DZJPFTB3.mjs";
import "./chunk-6SUZIHNH.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import {
  hashRange
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism } from "node:os";

// from-joined:src/commands/trust/check-trust.ts
import { checkTrust_27 } from "./core.mjs";

// src/commands/verify/match-omitted.ts
async function matchOmitted({ config, delta, content }, bases, engine) {
  const omitted = new Set(delta?.config.omitted);
  const found = [];
  for (const layer of config.layers.filter(({ blob }) => omitted.has(blob))) {
    if (bases.some(({ bundle }) => bundle !== void 0 && hasLayer(bundle, layer))) continue;
    for (const { home } of bases) {
      if (home === void 0 || !await isComplete({ path: home }, layer)) continue;
      const plan = await planLayer(engine, home, layer);
      if (plan === void 0) continue;
      found.push({ plan, listed: layer.frames, layer, home });
      break;
    }
  }
  const matched = await engine.match(found);
  const changed = found.filter((_, place) => (matched[place]?.different.length ?? 0) > 0);
  if (changed.length === 0) return new Set(found.map(({ layer }) => layer));
  throw new BundleError("BASE_CHANGED", [
    `Cannot verify delta ${content.name}: these layers are not as its bundle has them`,
    ...changed.map(({ layer, home }) => `layer ${layer.digest} of ${layer.registry} in ${home}, which the delta omits`)
  ]);
}
function hasLayer({ config }, { registry, digest }) {
  return config.layers.some((layer) => layer.registry === registry && layer.digest === digest);
}

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
    originals ??= await openOriginals(bundle.besideIn, await readBeside_87(bundle.besideIn, bundle.beside));
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
    const manifests = await readBeside_87(bundle.besideIn, bundle.beside);
    return { opened: await openBlobsBeside_87(bundle.besideIn, manifests), lacking: 0 };
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
  const content = await readBundle_26(bundle);
  const plan = await planIntoEmptyHome(bundle, content);
  const blobs = new Map([...bundle.stored.blobs].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ ...bundle, blobs }, advance);
  await verifyPatches(bundle);
  for (const digest of blobs.keys()) checked.add(digest);
  await checkExecutable(bundle);
  advance(bundle.config.ocx?.contentSize ?? 0);
  const layers = bundle.config.layers.filter((layer) => bundle.has(layer));
  const isWhole = layers.length === bundle.config.layers.length;
  const [first = [], ...rest] = isWhole ? assemblyRounds(bundle, plan, content.closure) : [layers.map((layer) => layerBlob_91(bundle, layer, content.closure))];
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
  return planImport_11({
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
      layerPath_57(layer.registry, layer.digest),
      {
        ...layerBlob_91(bundle, layer, closure),
        links: from({ ...layer, path: layerPath_57(layer.registry, layer.digest) })
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
    if (parts.length === 1 && parts[0]?.link.strip === 1 && parts[0].link.prefix === "") continue;
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
    const input = __using(_stack2, await openInput_81(request.source, context, wholly(reporter)), true);
    let done = 0;
    let goal = request.source.kind === "stream" ? 0 : await input.size();
    const advance = (more) => {
      context.signal.throwIfAborted();
      reporter.progress("verify", done += more, goal);
    };
    for (const warning of await input.verify(advance)) reporter.warn(warning);
    const whole = await openPinnedWhole_25(input, request.digest);
    const wanted = await wantedManifests(whole, request);
    const isWanted = ({ descriptor }) => wanted === void 0 || wanted.has(descriptor.digest);
    const ofHome = request.home === void 0 ? void 0 : homePath_20(request.home, context);
    const question = { source: request.source, request: request.trust, home: ofHome };
    const trusts = [];
    let platform;
    goal = done;
    for await (const bundle of whole.platforms()) {
      if (!isWanted(bundle)) continue;
      goal += workOf(bundle);
      platform = bundle.config.platform;
      if (ofHome !== void 0 && request.bases === void 0) refuseDelta(bundle, "compare a home with", true);
      trusts.push(await checkTrust_27(bundle, question, context, reporter));
    }
    const trust = together(trusts);
    const checked = /* @__PURE__ */ new Set();
    const amounts = [];
    const platforms = [];
    let home;
    const compared = request.home === void 0 ? void 0 : await manifestFor(input, request);
    const stack = __using(_stack2, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases ?? [], context, {
      stack,
      takes: "homes",
      platform,
      ...logsOf_22(reporter)
    });
    let unchecked = 0;
    for await (const opened of whole.platforms()) {
      var _stack = [];
      try {
        if (!isWanted(opened)) continue;
        const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
        const inHomes = await matchOmitted(opened, bases, engine);
        const bundle = await withBases(opened, { bases, inHomes }, engine);
        const { config, descriptor } = bundle;
        const { closure } = await verifyPlatform(bundle, { engine, checked, advance }, context);
        const layers = config.layers.filter((layer) => bundle.has(layer) || inHomes.has(layer));
        unchecked += config.layers.length - layers.length;
        amounts.push(amountsOf({ ...config, layers }));
        platforms.push({ platform: formatPlatform_46(config.platform), digest: descriptor.digest });
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
      frames: sumOf(amounts, ({ frames }) => frames),
      entries: sumOf(amounts, ({ entries }) => entries),
      contentSize: sumOf(amounts, ({ contentSize }) => contentSize),
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
async function withBases(bundle, { bases, inHomes }, engine) {
  if (bundle.delta === void 0 || bases.length === 0) return bundle;
  const { whole: closure } = await readBundle_26(bundle);
  const layers = bundle.config.layers.filter((layer) => !inHomes.has(layer));
  return attachBases(bundle, layers, { engine, home: void 0, bases, closure });
}
async function wantedManifests({ content, digest }, request) {
  if (request.platform !== void 0) return /* @__PURE__ */ new Set([await manifestFor(content, request)]);
  return request.digest === void 0 || request.digest === digest ? void 0 : /* @__PURE__ */ new Set([request.digest]);
}
async function manifestFor(content, { digest, platform }) {
  const { descriptor } = await openPinned_25(content, digest, { platform: await platformToChoose_9(platform) });
  return descriptor.digest;
}
function workOf({ stored: { blobs }, config }) {
  return sumOf([...blobs.values()], ({ size }) => size) + sumOf(tablesOf(config), ({ contentSize }) => contentSize);
}
function amountsOf(config) {
  const tables = tablesOf(config);
  return {
    frames: sumOf(tables, ({ frames }) => frames.length),
    entries: sumOf(tables, ({ entryCount }) => entryCount),
    // The same number as in inspect and export: content of the layers only.
    contentSize: sumOf(config.layers, ({ contentSize }) => contentSize)
  };
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
    ...logsOf_22(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total)
  };
}
export {
  verifyBundle
};
