import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  verifyHome
} from "./chunk-MGE25SI6.mjs";
import "./chunk-AP42NTTS.mjs";
import {
  together
} from "./chunk-IJMQLWEL.mjs";
import "./chunk-6EM7Q6LZ.mjs";
import "./chunk-7ZQDN5DF.mjs";
import {
  checkExecutable
} from "./chunk-MTWLIB4K.mjs";
import {
  attachBases
} from "./chunk-QVYYXB3J.mjs";
import {
  findBeside
} from "./chunk-KVQYUZRI.mjs";
import "./chunk-2JFBNON4.mjs";
import "./chunk-M3Q6YHBR.mjs";
import "./chunk-MHMRLBD3.mjs";
import "./chunk-TCIWIPRY.mjs";
import {
  contentLinks
} from "./chunk-JPKJAW7D.mjs";
import "./chunk-X7USASC7.mjs";
import {
  openBases
} from "./chunk-CI3PAJTJ.mjs";
import "./chunk-NWF22RUF.mjs";
import "./chunk-OCGREPHT.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import {
  openOriginals
} from "./chunk-AY7ING6R.mjs";
import "./chunk-SFQZEO6G.mjs";
import {
  checkTrust
} from "./chunk-7I4FCEQI.mjs";
import {
  openPinned,
  openPinnedWhole
} from "./chunk-FXSB4MWH.mjs";
import {
  planImport
} from "./chunk-NEG642DB.mjs";
import "./chunk-65IAK2OQ.mjs";
import "./chunk-T5UKA76H.mjs";
import "./chunk-REH3XOZH.mjs";
import {
  platformToChoose
} from "./chunk-A53YNI3Z.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import "./chunk-DZ7BITUT.mjs";
import "./chunk-HAWTYSNO.mjs";
import "./chunk-ZVAENZNC.mjs";
import {
  readBundle
} from "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import {
  layerBlob
} from "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import {
  layerPath
} from "./chunk-T75H43WP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import "./chunk-WLQBZC6Y.mjs";
import {
  openBlobsBeside,
  readBeside
} from "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import "./chunk-5UEIVGCP.mjs";
import "./chunk-JQG6RWFB.mjs";
import "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import "./chunk-6ZRXCNM6.mjs";
import {
  formatPlatform
} from "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import {
  hashRange
} from "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-NE7BPWNS.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
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

// src/commands/verify/verify-originals.ts
async function verifyOriginals({ content, platforms }, { bases, checked, advance }) {
  let originals;
  let first;
  for await (const bundle of platforms()) {
    if (bundle.beside.length === 0) return 0;
    first ??= bundle;
    originals ??= await openOriginals(bundle.besideIn, await readBeside(bundle.besideIn, bundle.beside));
    checkPackages(bundle, originals);
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
    const manifests = await readBeside(bundle.besideIn, bundle.beside);
    return { opened: await openBlobsBeside(bundle.besideIn, manifests), lacking: 0 };
  }
  const { blobs, lacking } = await findBeside(bundle, bases);
  return { opened: blobs, lacking: lacking.length };
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

// src/commands/verify/verify-platform.ts
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
  const { whole: closure } = await readBundle(bundle);
  return attachBases(bundle, bundle.config.layers, { engine, home: void 0, bases, closure });
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
