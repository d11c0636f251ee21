import {
  openPinned_27
} from "./chunk-XGUKZONF.mjs";
import {
  findBundleTarget,
  memberName,
  ownOriginals,
  writeToTarget
} from "./chunk-C2FUVXL2.mjs";
import {
  openOriginals
} from "./chunk-R3VVRU3E.mjs";
import {
  collectDocuments_158,
  factsOf,
  planAt
} from "./chunk-5C36M2CQ.mjs";
import "./chunk-BCPWLTE6.mjs";
import "./chunk-5FKGJIBT.mjs";
import "./chunk-25CY6E6E.mjs";
import {
  platformToChoose_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import "./chunk-GLT4JWU7.mjs";
import {
  homePath_22
} from "./chunk-AYBBYT3T.mjs";
import {
  openEngine
} from "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import "./chunk-KRM37I2B.mjs";
import "./chunk-Y5UU6JLN.mjs";
import "./chunk-4XSJVCP6.mjs";
import {
  openBlob_150,
  readVerified_150
} from "./chunk-BLZUAYHY.mjs";
import "./chunk-XIZFDP4Y.mjs";
import {
  defaultRegistry_7
} from "./chunk-22M2MICJ.mjs";
import {
  besideOf,
  indexBlob
} from "./chunk-VA5SFDSW.mjs";
import "./chunk-C4R2HPRQ.mjs";
import {
  withCompanion_21
} from "./chunk-NC7RESNO.mjs";
import "./chunk-I5AR5MOU.mjs";
import {
  formatPlatform_55
} from "./chunk-NHMU3QEM.mjs";
import {
  copyOfManifests,
  copyOfOne
} from "./chunk-TRTPTF5F.mjs";
import {
  inFixedOrder,
  roomOf
} from "./chunk-O6YHAUAL.mjs";
import {
  buildHead_154,
  headDocuments_154
} from "./chunk-44AIEQMZ.mjs";
import "./chunk-OKWNXIE3.mjs";
import "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import {
  blobsOf_149
} from "./chunk-I2SSAEHR.mjs";
import {
  readBeside_92,
  withIndex_92
} from "./chunk-GALWVORN.mjs";
import {
  HOME_PREFIX_135,
  parseConfig_135
} from "./chunk-N2CUZO4E.mjs";
import "./chunk-NTVWBR4E.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  openWhole_90
} from "./chunk-53HI346J.mjs";
import {
  parseLinks_84
} from "./chunk-HXSJKGUH.mjs";
import "./chunk-XYKDCCSB.mjs";
import "./chunk-45GK5TH2.mjs";
import {
  LAYER_TAR_ZSTD_139
} from "./chunk-OYT7DEZK.mjs";
import {
  digestOf_87
} from "./chunk-JSX5QINM.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  bytesInMemory
} from "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import {
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import "./chunk-2ISNQVE2.mjs";
import "./chunk-3KOR77P5.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
  const read = indexes.map((index) => readVerified_150(content, index, { what: "image index", longest: MAX_MANIFEST }));
  const beside = besideOf({
    list,
    manifests: manifests.flatMap((digest) => opened.manifests.get(digest) ?? []),
    indexes: (await Promise.all(read)).map(indexBlob),
    copyBlob: () => Promise.reject(new Error("blobs are copied from where they are"))
  });
  return async (bundle) => {
    const all = beside.manifestsOf(bundle);
    const blobs = /* @__PURE__ */ new Map();
    for (const blob of all.flatMap(({ bytes }) => parseLinks_84(bytes).to)) {
      const atHand = beside.atHand.get(blob.digest);
      if (atHand === void 0) blobs.set(blob.digest, { bytes: await openBlob_150(content, blob, "blob"), content });
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
  const layers = blobsOf_149([bundle.manifest]).filter(({ digest }) => used.has(digest));
  const { annotations } = bundle.manifest;
  const row = { mediaType: LAYER_TAR_ZSTD_139, digest: store.table.blob, size: store.bytes.byteLength };
  const head = buildHead_154({ name, config, blobs: [row, ...layers], ...annotations && { annotations } });
  parseConfig_135(head.config);
  const { content } = bundle;
  const blobs = /* @__PURE__ */ new Map([[row.digest, { bytes: bytesInMemory("the store layer", store.bytes) }]]);
  for (const { digest } of layers) {
    const bytes = bundle.blobs.get(digest);
    if (bytes !== void 0) blobs.set(digest, { bytes, content });
  }
  const manifest = { ...bundle.manifest, layers: [row, ...layers] };
  const own = { root: head.root, documents: headDocuments_154(head) };
  const beside = await besideOf3?.(head.root);
  if (beside === void 0) return { ...own, blobs, room: roomOf({ name, config, manifest }) };
  const index = withIndex_92(own, beside.manifests);
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
      await engine.plan([{ prefix: HOME_PREFIX_135, documents: await collectDocuments_158(read, closure) }]),
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
    const table = { blob: digestOf_87(bytes), entryCount, contentSize, frames };
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
    const content = __using(_stack, await openInput_86(source, context, reading), true);
    const whole = await openWhole_90(content);
    const bundle = await openPinned_27(content, void 0, { platform: await platformToChoose_11(request.platform) });
    if (packages.length === 0) refuseWhole(bundle, whole);
    const name = memberName(bundle, whole);
    const target = await findBundleTarget(request, name, context);
    const registry = await defaultRegistry_7({ ...context, home: homePath_22(void 0, context) });
    const read = await readBundle_28(bundle, {
      choose: (roots, all) => withCompanion_21(chooseRoots_26(roots, packages, registry), all)
    });
    const isSubset = read.closure.roots.length < bundle.config.roots.length;
    const copy = isSubset ? await copyOfSubset({ bundle, name, read, besideOf: await besideOfSubset(bundle, whole, read.closure) }) : await copyOfOne(bundle, name, await besideOf2(bundle, whole));
    const size = await writeToTarget(copy, target, context);
    const warnings = isSubset ? [`It is another bundle, with a digest of its own: signatures of ${bundle.descriptor.digest} do not hold for it.`] : [];
    for (const warning of warnings) reporter.warn(warning);
    return {
      bundle: { name, digest: copy.root.digest, platform: formatPlatform_55(bundle.config.platform) },
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
  const own = await ownOriginals(content, await readBeside_92(content, found.beside), descriptor.digest);
  return own.length === 0 ? void 0 : await copyOfManifests(content, own);
}
async function besideOfSubset({ descriptor, content }, { found }, closure) {
  const all = await openOriginals(content, await readBeside_92(content, found.beside));
  const opened = all.find(({ bundle }) => bundle === descriptor.digest);
  return opened && await originalsOfSubset(content, opened, closure);
}
function refuseWhole({ config, content }, { found }) {
  if (found.manifests.length > 1) return;
  const what = `it is for ${formatPlatform_55(config.platform)} only, and no package is named`;
  throw new BundleError("OPTION_INVALID", `Cannot extract from ${content.name}: ${what}`, {
    hint: "Name packages with `--package`, or copy the bundle."
  });
}
export {
  extractBundle
};
