import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  verifyHome
} from "./chunk-C23FBHZ7.mjs";
import "./chunk-S47QHKC3.mjs";
import "./chunk-JE6S2Y3C.mjs";
import "./chunk-SS2FRJ7A.mjs";
import "./chunk-5O7XIWJZ.mjs";
import "./chunk-JQOKBYYX.mjs";
import {
  openOriginals
} from "./chunk-MKZ7B7L3.mjs";
import "./chunk-2MJC5CAV.mjs";
import {
  checkTrust,
  together
} from "./chunk-AXJ4S7LA.mjs";
import "./chunk-WWE7SJWM.mjs";
import {
  attachBases
} from "./chunk-47PZDB53.mjs";
import {
  checkExecutable
} from "./chunk-3YYFMSJ3.mjs";
import {
  planImport
} from "./chunk-UWHQPEWC.mjs";
import "./chunk-75ZR6IYL.mjs";
import {
  openPinned,
  openPinnedWhole
} from "./chunk-VO4XXEIY.mjs";
import "./chunk-ZJBYR6AS.mjs";
import "./chunk-Y5LQZ64E.mjs";
import {
  openBases
} from "./chunk-SBKVQCXK.mjs";
import "./chunk-65QHV5H2.mjs";
import "./chunk-TCIWIPRY.mjs";
import "./chunk-SAZB5XWV.mjs";
import {
  contentLinks
} from "./chunk-PZNTKEH6.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-QLOZH3D7.mjs";
import {
  platformToChoose
} from "./chunk-AQ45ZT5B.mjs";
import {
  homePath
} from "./chunk-CV2ESZJX.mjs";
import {
  readBundle
} from "./chunk-SK2YQAPE.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ITXUJ46A.mjs";
import "./chunk-ZL47MGJQ.mjs";
import {
  openEngine
} from "./chunk-JZX23AU7.mjs";
import "./chunk-4H7QQNDA.mjs";
import "./chunk-YFDVG4C4.mjs";
import {
  layerBlob
} from "./chunk-AUYBUWAL.mjs";
import "./chunk-BTJJZCIP.mjs";
import "./chunk-VCUZB5P6.mjs";
import {
  layerPath
} from "./chunk-AEVPCI5I.mjs";
import "./chunk-HXUAPHZK.mjs";
import "./chunk-XXONJWOB.mjs";
import "./chunk-GZCMRPVD.mjs";
import "./chunk-XSGKXUPC.mjs";
import "./chunk-6V5NJOXI.mjs";
import {
  openInput
} from "./chunk-X3ZJRTME.mjs";
import "./chunk-NPT75A53.mjs";
import "./chunk-AZMMX7DZ.mjs";
import "./chunk-H6JET2QB.mjs";
import "./chunk-NC72UY2E.mjs";
import "./chunk-YVR34EHJ.mjs";
import "./chunk-F2LX4ZI4.mjs";
import "./chunk-JK5DJPE2.mjs";
import "./chunk-JRCM5VXD.mjs";
import "./chunk-HKD6KDCN.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-BBSF7FXB.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import "./chunk-BQ2ZPZQ5.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import "./chunk-G5M7KRR3.mjs";
import {
  formatPlatform
} from "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import {
  openBlobsBeside,
  readBeside
} from "./chunk-N2CISJJK.mjs";
import "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import {
  hashRange
} from "./chunk-5T6YHEM6.mjs";
import "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-7AMTZMYU.mjs";
import "./chunk-CEOJN6V4.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import "./chunk-3O3BYXQU.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ZKGAMAZP.mjs";
import {
  BundleError
} from "./chunk-3O6M6KTH.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism } from "node:os";

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

// src/commands/verify-originals.ts
async function verifyOriginals({ content, found, platforms }, { checked, advance }) {
  if (found.beside.length === 0) return;
  const manifests = await readBeside(content, found.beside);
  const originals = await openOriginals(content, manifests);
  for await (const bundle of platforms()) checkPackages(bundle, originals);
  const opened = await openBlobsBeside(content, manifests);
  const blobs = new Map([...opened].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ content, blobs }, advance);
  for (const digest of blobs.keys()) checked.add(digest);
}
function checkPackages({ descriptor, config }, originals) {
  const known = new Set(config.packages.map(({ registry, leaf }) => `${registry} ${leaf}`));
  for (const { bundle, list } of originals) {
    if (bundle !== descriptor.digest) continue;
    for (const { registry, repository, packages } of list.repositories) {
      const strange = packages.find((leaf) => !known.has(`${registry} ${leaf}`));
      if (strange === void 0) continue;
      const found = `${registry}/${repository}@${strange} is not among its packages`;
      throw new BundleError("BUNDLE_INVALID", `Cannot verify the originals of the bundle: ${found}`);
    }
  }
}

// src/commands/verify-platform.ts
import { devNull } from "node:os";
import { join } from "node:path";
var EMPTY_HOME = join(devNull, "home");
var ROUND = 4e6;
async function verifyPlatform(bundle, { engine, checked, advance }, { signal }) {
  const content = await readBundle(bundle);
  const plan = await planIntoEmptyHome(bundle, content);
  const blobs = new Map([...bundle.stored.blobs].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ ...bundle, blobs }, advance);
  await verifyPatches(bundle);
  for (const digest of blobs.keys()) checked.add(digest);
  await checkExecutable(bundle);
  advance(bundle.config.ocx?.contentSize ?? 0);
  const layers = bundle.config.layers.filter((layer) => bundle.has(layer));
  const isWhole = layers.length === bundle.config.layers.length;
  const [first = [], ...rest] = isWhole ? assemblyRounds(bundle, plan, content.closure) : [layers.map((layer) => layerBlob(bundle, layer, content.closure))];
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
  return planImport({
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
      layerPath(layer.registry, layer.digest),
      {
        ...layerBlob(bundle, layer, closure),
        links: from({ ...layer, path: layerPath(layer.registry, layer.digest) })
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
    const input = __using(_stack2, await openInput(request.source, context, wholly(reporter)), true);
    let done = 0;
    let goal = request.source.kind === "stream" ? 0 : await input.size();
    const advance = (more) => {
      context.signal.throwIfAborted();
      reporter.progress("verify", done += more, goal);
    };
    for (const warning of await input.verify(advance)) reporter.warn(warning);
    const whole = await openPinnedWhole(input, request.digest);
    const wanted = await wantedManifests(whole, request);
    const isWanted = ({ descriptor }) => wanted === void 0 || wanted.has(descriptor.digest);
    const ofHome = request.home === void 0 ? void 0 : homePath(request.home, context);
    const question = { source: request.source, request: request.trust, home: ofHome };
    const trusts = [];
    goal = done;
    for await (const bundle of whole.platforms()) {
      if (!isWanted(bundle)) continue;
      goal += workOf(bundle);
      trusts.push(await checkTrust(bundle, question, context, reporter));
    }
    const trust = together(trusts);
    const checked = /* @__PURE__ */ new Set();
    const amounts = { frames: 0, entries: 0, contentSize: 0 };
    const platforms = [];
    let home;
    const compared = request.home === void 0 ? void 0 : await manifestFor(input, request);
    const stack = __using(_stack2, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases ?? [], context, { stack, ...logsOf(reporter) });
    let unchecked = 0;
    for await (const opened of whole.platforms()) {
      var _stack = [];
      try {
        if (!isWanted(opened)) continue;
        const bundle = await withBases(opened, bases);
        const { config, descriptor } = bundle;
        const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
        const { closure } = await verifyPlatform(bundle, { engine, checked, advance }, context);
        const layers = config.layers.filter((layer) => bundle.has(layer));
        unchecked += config.layers.length - layers.length;
        const tables = tablesOf({ ...config, layers });
        amounts.frames += sumOf(tables, ({ frames }) => frames.length);
        amounts.entries += sumOf(tables, ({ entryCount }) => entryCount);
        amounts.contentSize += sumOf(layers, ({ contentSize }) => contentSize);
        platforms.push({ platform: formatPlatform(config.platform), digest: descriptor.digest });
        if (descriptor.digest !== compared || ofHome === void 0) continue;
        home = await verifyHome({ path: ofHome, bundle, closure, engine }, context, reporter);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    await verifyOriginals(whole, { checked, advance });
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
async function withBases(bundle, bases) {
  if (bundle.delta === void 0 || bases.length === 0) return bundle;
  const { whole: closure } = await readBundle(bundle);
  return attachBases(bundle, bundle.config.layers, { home: void 0, bases, closure });
}
async function wantedManifests({ content, digest }, request) {
  if (request.platform !== void 0) return /* @__PURE__ */ new Set([await manifestFor(content, request)]);
  return request.digest === void 0 || request.digest === digest ? void 0 : /* @__PURE__ */ new Set([request.digest]);
}
async function manifestFor(content, { digest, platform }) {
  const { descriptor } = await openPinned(content, digest, { platform: await platformToChoose(platform) });
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
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total)
  };
}
export {
  verifyBundle
};
