import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  factsOf,
  planAt
} from "./chunk-VBIKHN2A.mjs";
import "./chunk-JPKJAW7D.mjs";
import "./chunk-X7USASC7.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import {
  findMadeTarget,
  memberName,
  ownOriginals,
  writeMade
} from "./chunk-EBALEJLW.mjs";
import "./chunk-DIWX33GN.mjs";
import {
  openOriginals
} from "./chunk-AY7ING6R.mjs";
import {
  besideOf,
  indexBlob
} from "./chunk-HHZI6YZK.mjs";
import "./chunk-SFQZEO6G.mjs";
import {
  chooseRoots
} from "./chunk-KBDPN5J3.mjs";
import "./chunk-ATB2I7JB.mjs";
import {
  openPinned
} from "./chunk-FXSB4MWH.mjs";
import {
  withCompanion
} from "./chunk-3H7QWYDN.mjs";
import "./chunk-REH3XOZH.mjs";
import {
  platformToChoose
} from "./chunk-A53YNI3Z.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import "./chunk-ZVAENZNC.mjs";
import {
  collectDocuments,
  readBundle
} from "./chunk-RR4ME3WQ.mjs";
import "./chunk-7C66QK4H.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  copyOfManifests,
  copyOfOne
} from "./chunk-B6N2423U.mjs";
import {
  inFixedOrder,
  roomOf
} from "./chunk-ER2O3S33.mjs";
import "./chunk-ZW2BPFYO.mjs";
import "./chunk-R5BDNP2H.mjs";
import "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import {
  buildHead,
  headDocuments,
  readBeside,
  withIndex
} from "./chunk-HLKWKF4Z.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  parseLinks
} from "./chunk-5UEIVGCP.mjs";
import {
  defaultRegistry
} from "./chunk-O33FM3KH.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  openWhole
} from "./chunk-6ZRXCNM6.mjs";
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
  bytesInMemory
} from "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import {
  blobsOf
} from "./chunk-2NAQL2KR.mjs";
import {
  openBlob,
  readVerified
} from "./chunk-AQRZANAN.mjs";
import {
  HOME_PREFIX,
  parseConfig
} from "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import {
  LAYER_TAR_ZSTD
} from "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/originals/subset-originals.ts
async function originalsOfSubset(content, opened, closure) {
  const list = listOfSubset(opened, closure);
  const digestsIn = (member) => [...new Set(list.repositories.flatMap((item) => item[member]))].toSorted();
  const manifests = [...digestsIn("packages"), ...digestsIn("referrers")];
  const indexes = digestsIn("indexes").flatMap((digest) => opened.indexes.get(digest) ?? []);
  const read = indexes.map((index) => readVerified(content, index, { what: "image index", longest: MAX_MANIFEST }));
  const beside = besideOf({
    list,
    manifests: manifests.flatMap((digest) => opened.manifests.get(digest) ?? []),
    indexes: (await Promise.all(read)).map(indexBlob),
    copyBlob: () => Promise.reject(new Error("blobs are copied from where they are"))
  });
  return async (bundle) => {
    const all = beside.manifestsOf(bundle);
    const blobs = /* @__PURE__ */ new Map();
    for (const blob of all.flatMap(({ bytes }) => parseLinks(bytes).to)) {
      const atHand = beside.atHand.get(blob.digest);
      if (atHand === void 0) blobs.set(blob.digest, { bytes: await openBlob(content, blob, "blob"), content });
      else blobs.set(blob.digest, { bytes: bytesInMemory("the list of originals", atHand) });
    }
    return { manifests: all, blobs };
  };
}
function listOfSubset({ list, manifests }, closure) {
  const repositories = list.repositories.flatMap((item) => {
    const leaves = leavesIn(item, closure);
    const packages = item.packages.filter((digest) => leaves.has(digest));
    if (packages.length === 0) return [];
    const found = indexesIn(item, closure);
    return [
      {
        ...item,
        tags: item.tags.filter((tag) => isRoot(item, tag, closure)),
        indexes: item.indexes.filter((digest) => found.has(digest)),
        packages,
        referrers: item.referrers.filter((digest) => {
          const subject = manifests.get(digest)?.links.subject?.digest;
          return subject !== void 0 && leaves.has(subject);
        })
      }
    ];
  });
  return { repositories };
}
function leavesIn({ registry, repository }, { packages }) {
  const own = packages.filter((pkg) => pkg.registry === registry && pkg.repositories.includes(repository));
  return new Set(own.map(({ leaf }) => leaf));
}
function indexesIn(name, { roots, packages }) {
  const pins = packages.flatMap(
    ({ dependencies }) => dependencies.map(({ identifier, index }) => ({ ...identifier, index }))
  );
  const own = [...roots, ...pins].filter((each) => isSame(each, name));
  return new Set(own.map(({ index }) => index));
}
function isRoot(name, { tag, digest }, { roots }) {
  return roots.some((root) => isSame(root, name) && root.tag === tag && (root.index ?? root.leaf) === digest);
}
function isSame(one, { registry, repository }) {
  return one.registry === registry && one.repository === repository;
}

// src/commands/export/subset-bundle.ts
async function copyOfSubset({ bundle, name, read, besideOf: besideOf3 }) {
  const store = await packStore(read);
  const config = configOf(bundle, read, store.table);
  const used = new Set(
    [...config.layers, ...config.ocx === void 0 ? [] : [config.ocx]].map(({ blob }) => blob)
  );
  const layers = blobsOf([bundle.manifest]).filter(({ digest }) => used.has(digest));
  const { annotations } = bundle.manifest;
  const row = { mediaType: LAYER_TAR_ZSTD, digest: store.table.blob, size: store.bytes.byteLength };
  const head = buildHead({ name, config, blobs: [row, ...layers], ...annotations && { annotations } });
  parseConfig(head.config);
  const { content } = bundle;
  const blobs = /* @__PURE__ */ new Map([[row.digest, { bytes: bytesInMemory("the store layer", store.bytes) }]]);
  for (const { digest } of layers) {
    const bytes = bundle.blobs.get(digest);
    if (bytes !== void 0) blobs.set(digest, { bytes, content });
  }
  const manifest = { ...bundle.manifest, layers: [row, ...layers] };
  const own = { root: head.root, documents: headDocuments(head) };
  const beside = await besideOf3?.(head.root);
  if (beside === void 0) return { ...own, blobs, room: roomOf({ name, config, manifest }) };
  const index = withIndex(own, beside.manifests);
  return { ...index, blobs, beside, room: roomOf({ name, config, manifest, index }) };
}
function configOf({ config }, { closure }, store) {
  const { project: _, ...facts } = factsOf(closure, { kind: "all" }, config.platform);
  const needed = new Set(closure.layers.map(({ registry, digest }) => `${registry} ${digest}`));
  return {
    formatVersion: config.formatVersion,
    requires: config.requires,
    ...inFixedOrder({
      ...facts,
      // Groups are those of the whole project, whose packages are not all here.
      roots: facts.roots.map(({ groups: _groups, name: _name, ...root }) => root),
      // Without a tag, documents do not tell whether an index is published.
      sources: config.sources.filter(({ registry }) => facts.sources.some((source) => source.registry === registry))
    }),
    layers: config.layers.filter(({ registry, digest }) => needed.has(`${registry} ${digest}`)),
    store,
    ...config.ocx !== void 0 && { ocx: config.ocx }
  };
}
async function packStore({ read, closure }) {
  var _stack = [];
  try {
    const engine = __using(_stack, openEngine({ workers: 1 }), true);
    const plan = planAt(
      await engine.plan([{ prefix: HOME_PREFIX, documents: await collectDocuments(read, closure) }]),
      0
    );
    const frames = [];
    const pieces = [];
    for await (const { frame, bytes: bytes2 } of engine.pack([plan], DEFAULT_LEVEL)) {
      frames.push(frame);
      pieces.push(bytes2);
    }
    const bytes = Buffer.concat(pieces);
    const { entryCount, contentSize } = plan;
    const table = { blob: digestOf(bytes), entryCount, contentSize, frames };
    return { table, bytes };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/commands/extract-bundle.ts
async function extractBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { source, packages } = request;
    const progress = (done, total) => reporter.progress("fetch", done, total);
    const reading = { ...logsOf(reporter), whole: source.kind !== "registry", progress };
    const content = __using(_stack, await openInput(source, context, reading), true);
    const whole = await openWhole(content);
    const bundle = await openPinned(content, void 0, { platform: await platformToChoose(request.platform) });
    if (packages.length === 0) refuseWhole(bundle, whole);
    const name = memberName(bundle, whole);
    const target = await findMadeTarget(request, name, context);
    const registry = await defaultRegistry({ ...context, home: homePath(void 0, context) });
    const read = await readBundle(bundle, {
      choose: (roots, all) => withCompanion(chooseRoots(roots, packages, registry), all)
    });
    const isSubset = read.closure.roots.length < bundle.config.roots.length;
    const copy = isSubset ? await copyOfSubset({ bundle, name, read, besideOf: await besideOfSubset(bundle, whole, read.closure) }) : await copyOfOne(bundle, name, await besideOf2(bundle, whole));
    const size = await writeMade(copy, target, context);
    const warnings = isSubset ? [`It is another bundle, with a digest of its own: signatures of ${bundle.descriptor.digest} do not hold for it.`] : [];
    for (const warning of warnings) reporter.warn(warning);
    return {
      bundle: { name, digest: copy.root.digest, platform: formatPlatform(bundle.config.platform) },
      from: { name: whole.name, digest: whole.digest },
      packages: read.closure.roots.map(({ identifier }) => identifier),
      ...target,
      size,
      warnings
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function besideOf2({ descriptor, content }, { found }) {
  const own = await ownOriginals(content, await readBeside(content, found.beside), descriptor.digest);
  return own.length === 0 ? void 0 : await copyOfManifests(content, own);
}
async function besideOfSubset({ descriptor, content }, { found }, closure) {
  const all = await openOriginals(content, await readBeside(content, found.beside));
  const opened = all.find(({ bundle }) => bundle === descriptor.digest);
  return opened && await originalsOfSubset(content, opened, closure);
}
function refuseWhole({ config, content }, { found }) {
  if (found.manifests.length > 1) return;
  const what = `it is for ${formatPlatform(config.platform)} only, and no package is named`;
  throw new BundleError("OPTION_INVALID", `Cannot extract from ${content.name}: ${what}`, {
    hint: "Name packages with `--package`, or copy the bundle."
  });
}
export {
  extractBundle
};
