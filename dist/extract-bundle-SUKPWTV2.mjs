import {
  openPinned_25
} from "./chunk-XOUIGJ5E.mjs";
import {
  findBundleTarget,
  memberName,
  ownOriginals,
  writeToTarget
} from "./chunk-ZE5E2PXF.mjs";
import {
  refuseDelta
} from "./chunk-T4V2RHKF.mjs";
import {
  openOriginals
} from "./chunk-GCLKELTG.mjs";
import {
  collectDocuments_157,
  factsOf,
  planAt
} from "./chunk-7FPA56EB.mjs";
import "./chunk-KXQOHID5.mjs";
import "./chunk-Z64XVEMH.mjs";
import "./chunk-JEP5C7PX.mjs";
import "./chunk-5LQVMTV5.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-HEAJCSBZ.mjs";
import {
  platformToChoose_9
} from "./chunk-CPMTHW7B.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import "./chunk-7K4GLWP3.mjs";
import "./chunk-RHFZE22J.mjs";
import {
  openBlob_148,
  readVerified_148
} from "./chunk-BUMMGJGF.mjs";
import "./chunk-OJOIADCF.mjs";
import {
  defaultRegistry_7
} from "./chunk-22M2MICJ.mjs";
import {
  besideOf,
  indexBlob
} from "./chunk-ASU3ZQOF.mjs";
import "./chunk-2R5IZPZE.mjs";
import "./chunk-NGMPKNFU.mjs";
import {
  withCompanion_19
} from "./chunk-CZIUKB67.mjs";
import "./chunk-R6K6VWFY.mjs";
import {
  formatPlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  copyOfManifests,
  copyOfOne
} from "./chunk-R4ROI4WS.mjs";
import {
  inFixedOrder,
  roomOf
} from "./chunk-OWZRPGMY.mjs";
import "./chunk-CZL5UGE2.mjs";
import {
  buildHead_152,
  headDocuments_152
} from "./chunk-RQN5F2TG.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-OGS7A7K6.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  blobsOf_147
} from "./chunk-WG6XD3OV.mjs";
import {
  readBeside_87,
  withIndex_87
} from "./chunk-DZJPFTB3.mjs";
import {
  HOME_PREFIX_128,
  parseConfig_128
} from "./chunk-6SUZIHNH.mjs";
import "./chunk-X7VVMTBY.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  parseLinks_79
} from "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-47YTZHQL.mjs";
import {
  LAYER_TAR_ZSTD_136
} from "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  bytesInMemory
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-HNLNHLU6.mjs";
import "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
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
  const read = indexes.map((index) => readVerified_148(content, index, { what: "image index", longest: MAX_MANIFEST }));
  const beside = besideOf({
    list,
    manifests: manifests.flatMap((digest) => opened.manifests.get(digest) ?? []),
    indexes: (await Promise.all(read)).map(indexBlob),
    copyBlob: () => Promise.reject(new Error("blobs are copied from where they are"))
  });
  return async (bundle) => {
    const all = beside.manifestsOf(bundle);
    const blobs = /* @__PURE__ */ new Map();
    for (const blob of all.flatMap(({ bytes }) => parseLinks_79(bytes).to)) {
      const atHand = beside.atHand.get(blob.digest);
      if (atHand === void 0) blobs.set(blob.digest, { bytes: await openBlob_148(content, blob, "blob"), content });
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
  const layers = blobsOf_147([bundle.manifest]).filter(({ digest }) => used.has(digest));
  const { annotations } = bundle.manifest;
  const row = { mediaType: LAYER_TAR_ZSTD_136, digest: store.table.blob, size: store.bytes.byteLength };
  const head = buildHead_152({ name, config, blobs: [row, ...layers], ...annotations && { annotations } });
  parseConfig_128(head.config);
  const { content } = bundle;
  const blobs = /* @__PURE__ */ new Map([[row.digest, { bytes: bytesInMemory("the store layer", store.bytes) }]]);
  for (const { digest } of layers) {
    const bytes = bundle.blobs.get(digest);
    if (bytes !== void 0) blobs.set(digest, { bytes, content });
  }
  const manifest = { ...bundle.manifest, layers: [row, ...layers] };
  const own = { root: head.root, documents: headDocuments_152(head) };
  const beside = await besideOf3?.(head.root);
  if (beside === void 0) return { ...own, blobs, room: roomOf({ name, config, manifest }) };
  const index = withIndex_87(own, beside.manifests);
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
      await engine.plan([{ prefix: HOME_PREFIX_128, documents: await collectDocuments_157(read, closure) }]),
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
    const table = { blob: digestOf_82(bytes), entryCount, contentSize, frames };
    return { table, bytes };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// from-joined:src/commands/reading/choose-roots.ts
import { chooseRoots_24 } from "./core.mjs";

// src/commands/extract-bundle.ts
async function extractBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { source, packages } = request;
    const progress = (done, total) => reporter.progress("fetch", done, total);
    const reading = { ...logsOf_22(reporter), whole: source.kind !== "registry", progress };
    const content = __using(_stack, await openInput_81(source, context, reading), true);
    const whole = await openWhole_85(content);
    const bundle = await openPinned_25(content, void 0, { platform: await platformToChoose_9(request.platform) });
    refuseDelta(bundle, "extract from");
    if (packages.length === 0) refuseWhole(bundle, whole);
    const name = memberName(bundle, whole);
    const target = await findBundleTarget(request, name, context);
    const registry = await defaultRegistry_7({ ...context, home: homePath_20(void 0, context) });
    const read = await readBundle_26(bundle, {
      choose: (roots, all) => withCompanion_19(chooseRoots_24(roots, packages, registry), all)
    });
    const isSubset = read.closure.roots.length < bundle.config.roots.length;
    const copy = isSubset ? await copyOfSubset({ bundle, name, read, besideOf: await besideOfSubset(bundle, whole, read.closure) }) : await copyOfOne(bundle, name, await besideOf2(bundle, whole));
    const size = await writeToTarget(copy, target, context);
    const warnings = isSubset ? [`It is another bundle, with a digest of its own: signatures of ${bundle.descriptor.digest} do not hold for it.`] : [];
    for (const warning of warnings) reporter.warn(warning);
    return {
      bundle: { name, digest: copy.root.digest, platform: formatPlatform_46(bundle.config.platform) },
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
  const own = await ownOriginals(content, await readBeside_87(content, found.beside), descriptor.digest);
  return own.length === 0 ? void 0 : await copyOfManifests(content, own);
}
async function besideOfSubset({ descriptor, content }, { found }, closure) {
  const all = await openOriginals(content, await readBeside_87(content, found.beside));
  const opened = all.find(({ bundle }) => bundle === descriptor.digest);
  return opened && await originalsOfSubset(content, opened, closure);
}
function refuseWhole({ config, content }, { found }) {
  if (found.manifests.length > 1) return;
  const what = `it is for ${formatPlatform_46(config.platform)} only, and no package is named`;
  throw new BundleError("OPTION_INVALID", `Cannot extract from ${content.name}: ${what}`, {
    hint: "Name packages with `--package`, or copy the bundle."
  });
}
export {
  extractBundle
};
