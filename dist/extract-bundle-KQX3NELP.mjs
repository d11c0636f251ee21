import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  factsOf,
  planAt
} from "./chunk-QWCWIXD4.mjs";
import {
  findMadeTarget,
  memberName,
  ownOriginals,
  writeMade
} from "./chunk-L645U2KU.mjs";
import "./chunk-HAIZQJ5W.mjs";
import "./chunk-LYMLNWLA.mjs";
import "./chunk-WX6CJZ75.mjs";
import {
  chooseRoots
} from "./chunk-M3R36IYA.mjs";
import "./chunk-ATB2I7JB.mjs";
import {
  openPinned
} from "./chunk-DKVBKMNA.mjs";
import {
  withCompanion
} from "./chunk-UI5H3SEU.mjs";
import "./chunk-SBRJKEVF.mjs";
import "./chunk-REH3XOZH.mjs";
import "./chunk-ZWGKOM4T.mjs";
import {
  platformToChoose
} from "./chunk-ASDWAUWF.mjs";
import {
  homePath
} from "./chunk-CRMI3FEV.mjs";
import {
  collectDocuments,
  readBundle
} from "./chunk-BXJYX6N2.mjs";
import "./chunk-MVWI7EBL.mjs";
import "./chunk-M3JWKYEK.mjs";
import {
  openEngine
} from "./chunk-NLKNVU6L.mjs";
import "./chunk-FCHVQ5G7.mjs";
import "./chunk-ULI3Q6Y3.mjs";
import "./chunk-52KWDJG3.mjs";
import "./chunk-3WPMJLY2.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-FDJWJL6G.mjs";
import "./chunk-Z7PELVLL.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import {
  copyOfManifests,
  copyOfOne
} from "./chunk-WBQEOX5U.mjs";
import "./chunk-KZHCGS7L.mjs";
import "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import {
  defaultRegistry
} from "./chunk-6WYLAPNC.mjs";
import "./chunk-6UD7RHXT.mjs";
import "./chunk-YQBKD3BK.mjs";
import "./chunk-2PJXGMJF.mjs";
import "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  blobsOf,
  inFixedOrder,
  openWhole,
  roomOf
} from "./chunk-7WC2TNXI.mjs";
import {
  formatPlatform
} from "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import {
  buildHead,
  headDocuments,
  readBeside
} from "./chunk-LUPRM4LO.mjs";
import {
  HOME_PREFIX,
  parseConfig
} from "./chunk-L4JMTKIJ.mjs";
import "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import {
  bytesInMemory
} from "./chunk-4RRVGPQ6.mjs";
import "./chunk-JHMV33AG.mjs";
import {
  LAYER_TAR_ZSTD
} from "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-SIXYNKZ3.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import {
  DEFAULT_LEVEL
} from "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/export/subset-bundle.ts
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
