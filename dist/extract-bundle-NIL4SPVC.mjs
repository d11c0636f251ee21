import {
  openPinned_27
} from "./chunk-XGUKZONF.mjs";
import {
  findMadeTarget,
  memberName,
  ownOriginals,
  writeMade
} from "./chunk-7LYUTX4X.mjs";
import {
  openOriginals
} from "./chunk-KIXJXUGU.mjs";
import {
  collectDocuments_155,
  factsOf,
  planAt
} from "./chunk-2CCCZGIU.mjs";
import "./chunk-SHLPKOZA.mjs";
import "./chunk-5A32V7OU.mjs";
import "./chunk-57L5FN3F.mjs";
import "./chunk-ANLMBIVQ.mjs";
import {
  homePath_22
} from "./chunk-7EQBOWSM.mjs";
import {
  openEngine
} from "./chunk-AOEYEYHJ.mjs";
import "./chunk-7IVFFGHW.mjs";
import "./chunk-RFLV7I5F.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-NVDJUNPX.mjs";
import "./chunk-RHFZE22J.mjs";
import {
  openBlob_147,
  readVerified_147
} from "./chunk-KCJHRCDB.mjs";
import "./chunk-33YBFMXG.mjs";
import {
  defaultRegistry_7
} from "./chunk-4OEIQWFO.mjs";
import {
  besideOf,
  indexBlob
} from "./chunk-7ERV4MC3.mjs";
import "./chunk-T4VNAZ57.mjs";
import {
  withCompanion_21
} from "./chunk-NC7RESNO.mjs";
import "./chunk-SXOLEC27.mjs";
import {
  formatPlatform_53
} from "./chunk-LKE2HDOH.mjs";
import {
  copyOfManifests,
  copyOfOne
} from "./chunk-UMGC5XW2.mjs";
import {
  blobsOf_146
} from "./chunk-HEGJCT6T.mjs";
import {
  inFixedOrder,
  roomOf
} from "./chunk-V5EHWYNH.mjs";
import {
  buildHead_151,
  headDocuments_151
} from "./chunk-42W4RABT.mjs";
import "./chunk-ZAIV4F4E.mjs";
import "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import {
  HOME_PREFIX_132,
  parseConfig_132
} from "./chunk-PYHHIWIL.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-EHAS7S6K.mjs";
import {
  openInput_84
} from "./chunk-PTXMRNV2.mjs";
import {
  readBeside_90,
  withIndex_90
} from "./chunk-WL7ET2BP.mjs";
import "./chunk-X7VVMTBY.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  openWhole_88
} from "./chunk-7CTE4NZ3.mjs";
import "./chunk-R2KDEQTF.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PZGT6IPK.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-3KOR77P5.mjs";
import {
  parseLinks_82
} from "./chunk-X5HQV64S.mjs";
import {
  LAYER_TAR_ZSTD_136
} from "./chunk-PN52QW44.mjs";
import {
  digestOf_86
} from "./chunk-OCM2DYHD.mjs";
import {
  bytesInMemory
} from "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import {
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import "./chunk-MF734JDM.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4XPCL3JO.mjs";
import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/originals/subset-originals.ts
async function originalsOfSubset(content, opened, closure) {
  const list = listOfSubset(opened, closure);
  const digestsIn = (member) => [...new Set(list.repositories.flatMap((item) => item[member]))].toSorted();
  const manifests = [...digestsIn("packages"), ...digestsIn("referrers")];
  const indexes = digestsIn("indexes").flatMap((digest) => opened.indexes.get(digest) ?? []);
  const read = indexes.map((index) => readVerified_147(content, index, { what: "image index", longest: MAX_MANIFEST }));
  const beside = besideOf({
    list,
    manifests: manifests.flatMap((digest) => opened.manifests.get(digest) ?? []),
    indexes: (await Promise.all(read)).map(indexBlob),
    copyBlob: () => Promise.reject(new Error("blobs are copied from where they are"))
  });
  return async (bundle) => {
    const all = beside.manifestsOf(bundle);
    const blobs = /* @__PURE__ */ new Map();
    for (const blob of all.flatMap(({ bytes }) => parseLinks_82(bytes).to)) {
      const atHand = beside.atHand.get(blob.digest);
      if (atHand === void 0) blobs.set(blob.digest, { bytes: await openBlob_147(content, blob, "blob"), content });
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
  const layers = blobsOf_146([bundle.manifest]).filter(({ digest }) => used.has(digest));
  const { annotations } = bundle.manifest;
  const row = { mediaType: LAYER_TAR_ZSTD_136, digest: store.table.blob, size: store.bytes.byteLength };
  const head = buildHead_151({ name, config, blobs: [row, ...layers], ...annotations && { annotations } });
  parseConfig_132(head.config);
  const { content } = bundle;
  const blobs = /* @__PURE__ */ new Map([[row.digest, { bytes: bytesInMemory("the store layer", store.bytes) }]]);
  for (const { digest } of layers) {
    const bytes = bundle.blobs.get(digest);
    if (bytes !== void 0) blobs.set(digest, { bytes, content });
  }
  const manifest = { ...bundle.manifest, layers: [row, ...layers] };
  const own = { root: head.root, documents: headDocuments_151(head) };
  const beside = await besideOf3?.(head.root);
  if (beside === void 0) return { ...own, blobs, room: roomOf({ name, config, manifest }) };
  const index = withIndex_90(own, beside.manifests);
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
      await engine.plan([{ prefix: HOME_PREFIX_132, documents: await collectDocuments_155(read, closure) }]),
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
    const table = { blob: digestOf_86(bytes), entryCount, contentSize, frames };
    return { table, bytes };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// from-joined:src/commands/reading/choose-roots.ts
import { chooseRoots_26 } from "./core.mjs";

// src/commands/extract-bundle.ts
async function extractBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { source, packages } = request;
    const progress = (done, total) => reporter.progress("fetch", done, total);
    const reading = { ...logsOf_24(reporter), whole: source.kind !== "registry", progress };
    const content = __using(_stack, await openInput_84(source, context, reading), true);
    const whole = await openWhole_88(content);
    const bundle = await openPinned_27(content, void 0, { platform: await platformToChoose_11(request.platform) });
    if (packages.length === 0) refuseWhole(bundle, whole);
    const name = memberName(bundle, whole);
    const target = await findMadeTarget(request, name, context);
    const registry = await defaultRegistry_7({ ...context, home: homePath_22(void 0, context) });
    const read = await readBundle_28(bundle, {
      choose: (roots, all) => withCompanion_21(chooseRoots_26(roots, packages, registry), all)
    });
    const isSubset = read.closure.roots.length < bundle.config.roots.length;
    const copy = isSubset ? await copyOfSubset({ bundle, name, read, besideOf: await besideOfSubset(bundle, whole, read.closure) }) : await copyOfOne(bundle, name, await besideOf2(bundle, whole));
    const size = await writeMade(copy, target, context);
    const warnings = isSubset ? [`It is another bundle, with a digest of its own: signatures of ${bundle.descriptor.digest} do not hold for it.`] : [];
    for (const warning of warnings) reporter.warn(warning);
    return {
      bundle: { name, digest: copy.root.digest, platform: formatPlatform_53(bundle.config.platform) },
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
  const own = await ownOriginals(content, await readBeside_90(content, found.beside), descriptor.digest);
  return own.length === 0 ? void 0 : await copyOfManifests(content, own);
}
async function besideOfSubset({ descriptor, content }, { found }, closure) {
  const all = await openOriginals(content, await readBeside_90(content, found.beside));
  const opened = all.find(({ bundle }) => bundle === descriptor.digest);
  return opened && await originalsOfSubset(content, opened, closure);
}
function refuseWhole({ config, content }, { found }) {
  if (found.manifests.length > 1) return;
  const what = `it is for ${formatPlatform_53(config.platform)} only, and no package is named`;
  throw new BundleError("OPTION_INVALID", `Cannot extract from ${content.name}: ${what}`, {
    hint: "Name packages with `--package`, or copy the bundle."
  });
}
export {
  extractBundle
};
