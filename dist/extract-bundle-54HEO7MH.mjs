import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  factsOf,
  planAt
} from "./chunk-KWVPB3UL.mjs";
import {
  findMadeTarget,
  memberName,
  ownOriginals,
  writeMade
} from "./chunk-U5A7EKO5.mjs";
import "./chunk-MKZ7B7L3.mjs";
import "./chunk-374AZAON.mjs";
import "./chunk-2MJC5CAV.mjs";
import {
  chooseRoots
} from "./chunk-TUWLC5JP.mjs";
import "./chunk-DBWTPKDR.mjs";
import {
  openPinned
} from "./chunk-VO4XXEIY.mjs";
import {
  withCompanion
} from "./chunk-ZSXBQEIY.mjs";
import "./chunk-PZNTKEH6.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-QLOZH3D7.mjs";
import {
  platformToChoose
} from "./chunk-AQ45ZT5B.mjs";
import {
  homePath
} from "./chunk-CV2ESZJX.mjs";
import {
  collectDocuments,
  readBundle
} from "./chunk-SK2YQAPE.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-ITXUJ46A.mjs";
import "./chunk-ZL47MGJQ.mjs";
import {
  openEngine
} from "./chunk-JZX23AU7.mjs";
import "./chunk-YFDVG4C4.mjs";
import "./chunk-AUYBUWAL.mjs";
import "./chunk-BTJJZCIP.mjs";
import "./chunk-VCUZB5P6.mjs";
import "./chunk-AEVPCI5I.mjs";
import "./chunk-K4ZMXB7H.mjs";
import {
  openInput
} from "./chunk-X3ZJRTME.mjs";
import {
  copyOfManifests,
  copyOfOne
} from "./chunk-GAHNM63O.mjs";
import "./chunk-5JM2G2WW.mjs";
import "./chunk-A65DSS4G.mjs";
import "./chunk-NPT75A53.mjs";
import "./chunk-AZMMX7DZ.mjs";
import "./chunk-H6JET2QB.mjs";
import {
  defaultRegistry
} from "./chunk-JRCM5VXD.mjs";
import "./chunk-HKD6KDCN.mjs";
import "./chunk-D575VCTS.mjs";
import "./chunk-BBSF7FXB.mjs";
import "./chunk-6J6BVQZ3.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-SHEJKYR5.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  blobsOf,
  inFixedOrder,
  openWhole,
  roomOf
} from "./chunk-G5M7KRR3.mjs";
import {
  formatPlatform
} from "./chunk-SLUGIOMK.mjs";
import "./chunk-M5EGB263.mjs";
import {
  buildHead,
  headDocuments,
  readBeside
} from "./chunk-N2CISJJK.mjs";
import {
  HOME_PREFIX,
  parseConfig
} from "./chunk-75JR47UT.mjs";
import "./chunk-FOS3Q45O.mjs";
import "./chunk-YA4PZWUG.mjs";
import {
  bytesInMemory
} from "./chunk-5T6YHEM6.mjs";
import {
  LAYER_TAR_ZSTD
} from "./chunk-OTMIDOC4.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-7AMTZMYU.mjs";
import "./chunk-CEOJN6V4.mjs";
import "./chunk-NNUK72C2.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-YAHHWPPK.mjs";
import "./chunk-W52AKVKH.mjs";
import {
  digestOf
} from "./chunk-3O3BYXQU.mjs";
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

// src/commands/subset-bundle.ts
async function copyOfSubset({ bundle, name, read }) {
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
  return { root: head.root, documents: headDocuments(head), blobs, room: roomOf({ name, config, manifest }) };
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
    const copy = isSubset ? await copyOfSubset({ bundle, name, read }) : await copyOfOne(bundle, name, await besideOf(bundle, whole));
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
async function besideOf({ descriptor, content }, { found }) {
  const own = await ownOriginals(content, await readBeside(content, found.beside), descriptor.digest);
  return own.length === 0 ? void 0 : await copyOfManifests(content, own);
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
