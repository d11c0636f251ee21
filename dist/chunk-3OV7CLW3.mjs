import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  publishImport
} from "./chunk-ELSZRXL7.mjs";
import {
  checkExecutable
} from "./chunk-PXEHLFEB.mjs";
import {
  foldersOfPlan,
  writtenFolders
} from "./chunk-WJLE7FBZ.mjs";
import {
  findLinkedPackages,
  linksOf
} from "./chunk-RQETZYYC.mjs";
import {
  planLayer
} from "./chunk-CE4BDZOU.mjs";
import {
  assemblePackages,
  checkRoom,
  contentLinks,
  fixLayerModes,
  needsOf,
  openHomeStaging,
  removeLeftovers,
  stagedLayer
} from "./chunk-SBRJKEVF.mjs";
import {
  EXECUTABLE_MODE,
  moveAside,
  publishLink,
  publishPath,
  stagedExecutable,
  stagedPath
} from "./chunk-ZWGKOM4T.mjs";
import {
  openEngine
} from "./chunk-NLKNVU6L.mjs";
import {
  inHome
} from "./chunk-FCHVQ5G7.mjs";
import {
  layerBlob
} from "./chunk-ULI3Q6Y3.mjs";
import {
  openPartial
} from "./chunk-4GCQO6KV.mjs";
import {
  openTree,
  withNames
} from "./chunk-XQLJGAJ5.mjs";
import {
  encodeConfig
} from "./chunk-L4JMTKIJ.mjs";
import {
  lookAt
} from "./chunk-JH3NGZWR.mjs";
import {
  MAX_SPOOLED
} from "./chunk-4FDFUD6J.mjs";
import {
  fromSystemError
} from "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/import/exists-after.ts
import { existsSync } from "node:fs";
function existsAfter({ home, packages }, staging) {
  const coming = packages.filter(({ state }) => state !== "complete").map(({ path }) => ({ path, root: inHome(home, path) }));
  return (path) => {
    const pkg = coming.find(({ root }) => path === root || path.startsWith(`${root}/`));
    if (pkg === void 0) return existsSync(path);
    return staging === void 0 || existsSync(`${stagedPath(staging.path, pkg.path)}${path.slice(pkg.root.length)}`);
  };
}

// src/io/working-directory.ts
var isTaken = false;
async function inside(tree, work) {
  var _stack = [];
  try {
    if (isTaken || tree.path === tree.name) return await work(tree.path);
    const before = __using(_stack, openTree("."));
    process.chdir(tree.path);
    isTaken = true;
    try {
      return await work(".");
    } catch (error) {
      throw withNames(error, { path: ".", name: tree.name });
    } finally {
      process.chdir(before.path);
      isTaken = false;
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}

// src/home/import/replace-entries.ts
import { randomUUID } from "node:crypto";
import { chmod, link, lstat, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path/posix";
async function replaceEntries(changes, staging) {
  const { root } = staging;
  for (const change of changes) await inWritable(root, dirname(change.path), () => replaceEntry(change, staging));
  for (const { path, expected } of changes.toReversed()) {
    if (expected?.kind === "directory" && expected.mode !== void 0) {
      const { mode } = expected;
      await root.at(path, (place) => chmod(place, mode));
    }
  }
}
async function replaceEntry({ path, expected }, { root, path: staging }) {
  const found = await root.ifThere(path, (place) => lookAt(place, lstat));
  if (expected?.kind === "directory" && found?.isDirectory() === true) return;
  if (expected === void 0 || expected.kind === "directory" || found?.isDirectory() === true)
    await moveAside(root, path, staging);
  switch (expected?.kind) {
    case void 0:
      return;
    case "directory":
      return await root.at(path, (place) => mkdir(place));
    case "symlink":
      return await publishLink(root, { path, target: expected.target }, staging);
    case "file": {
      const staged = join(staging, randomUUID());
      await link(expected.from, staged);
      return await publishPath(root, path, staged);
    }
  }
}
async function inWritable(root, folder, work) {
  try {
    await work();
  } catch (error) {
    const mode = (await root.ifThere(folder, (place) => lookAt(place, lstat)))?.mode;
    const isClosed = error instanceof BundleError && error.code === "PERMISSION_DENIED" && mode !== void 0;
    if (!isClosed || (mode & 192) === 192) throw error;
    await root.at(folder, (place) => chmod(place, 448));
    try {
      await work();
    } finally {
      await root.at(folder, (place) => chmod(place, mode & 4095));
    }
  }
}

// src/commands/import/repair-home.ts
var NO_REPAIRS = { entries: [], notes: [] };
async function findDamage(engine, plan, layers) {
  const missing = new Set(plan.layers.map(({ path }) => path));
  const used = new Map(plan.packages.flatMap(layersOfPackage).map((layer) => [layer.path, layer]));
  const present = [...used.values()].filter(({ path }) => !missing.has(path));
  const damaged = await findDamagedLayers(engine, plan.home, { present, layers });
  await findLinkedPackages(plan.home, damaged);
  const packages = [];
  for (const { package: pkg, state } of plan.packages) {
    const linked = linksOf(pkg);
    const isWhole = state === "complete" && layersOfPackage({ package: pkg }).every(({ path }) => !missing.has(path));
    if (!isWhole) continue;
    const { differences } = await compare(engine, plan.home, linked);
    packages.push(...named(linked, differences));
  }
  return { layers: damaged, packages };
}
function layersOfPackage({ package: pkg }) {
  return pkg.manifest.layers.map(({ digest }, index) => ({
    registry: pkg.registry,
    digest,
    path: linksOf(pkg).sources[index]?.path.replace(/\/content$/u, "") ?? ""
  }));
}
async function findDamagedLayers(engine, home, { present, layers }) {
  const plans = [];
  const planned = [];
  const damaged = [];
  for (const layer of present) {
    const plan = await planLayer(engine, home, layer);
    if (plan === void 0) damaged.push(layer);
    else {
      plans.push(plan);
      planned.push(layer);
    }
  }
  const found = plans.map(() => []);
  for await (const { tree, frame } of engine.digestFrames(plans)) found[tree]?.push(frame);
  for (const [index, layer] of planned.entries()) {
    const listed = layers.find(({ registry, digest }) => registry === layer.registry && digest === layer.digest);
    if (listed !== void 0 && !isSameContent(found[index] ?? [], listed.frames)) damaged.push(layer);
  }
  return damaged;
}
function isSameContent(found, listed) {
  return found.length === listed.length && found.every(({ contentDigest, fileOffset }, index) => {
    const frame = listed[index];
    return frame?.contentDigest !== void 0 && frame.contentDigest === contentDigest && frame.fileOffset === fileOffset;
  });
}
async function repairHome(engine, plan, { layers, staging }) {
  const { home } = plan;
  const linked = await findLinkedPackages(home, layers);
  const entries = [];
  const notes = [];
  const apply = async (tree, { differences }) => {
    const changes = differences.map(({ path, expected }) => ({
      path: `${tree}/${path}`,
      ...expected !== void 0 && { expected }
    }));
    await replaceEntries(changes, staging);
    entries.push(...differences.map(({ path, change }) => ({ path: inHome(home, `${tree}/${path}`), change })));
  };
  const staged = new Map(layers.map((layer) => [`${layer.path}/content`, `${stagedLayer(layer, staging)}/content`]));
  const ofBundle = plan.packages.map(({ package: pkg }) => linksOf(pkg));
  const packages = new Map([...linked, ...ofBundle].map((one) => [one.path, one]));
  for (const one of packages.values()) await apply(`${one.path}/content`, await compare(engine, home, one, staged));
  for (const [tree, path] of staged) {
    const sources = [{ path, strip: 0, prefix: "" }];
    const result = await engine.compare({ sources, found: inHome(home, tree), isLayer: true });
    await apply(tree, result);
    if (result.otherUmask > 0) notes.push(umaskNote(inHome(home, tree), result.otherUmask));
  }
  return { entries, notes };
}
function compare(engine, home, { path, sources }, staged = /* @__PURE__ */ new Map()) {
  return engine.compare({
    sources: sources.map((source) => ({ ...source, path: staged.get(source.path) ?? inHome(home, source.path) })),
    found: inHome(home, `${path}/content`),
    isLayer: false
  });
}
function named({ path: tree }, differences) {
  return differences.map(({ path, change }) => ({ path: `${tree}/content/${path}`, change }));
}
function umaskNote(path, directories) {
  const what = directories === 1 ? "1 directory has" : `${directories} directories have`;
  return `${path}: ${what} another mode than in the bundle, as another umask gives it. This is no damage, and stays.`;
}
function foreseen({ home }, damage) {
  const layers = damage?.layers.map(({ path }) => ({
    path: inHome(home, `${path}/content`),
    change: "changed"
  }));
  const packages = damage?.packages.map(({ path, change }) => ({ path: inHome(home, path), change }));
  return { entries: [...layers ?? [], ...packages ?? []], notes: [] };
}
function describeRepairs({ home, packages, changed }, { entries, notes }) {
  const documents = packages.flatMap((pkg) => pkg.documents);
  const repairs = [
    ...documents.map(({ path }) => ({ path: inHome(home, path), change: "changed" })),
    ...entries
  ];
  return { changed: changed || entries.length > 0, repairs, notes };
}

// src/commands/ocx/stage-executable.ts
import { open } from "node:fs/promises";
async function stageExecutable(bundle, plan, staging) {
  const path = stagedExecutable(plan, staging.path);
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open(path, "wx", 384), true);
      await checkExecutable(bundle, async (bytes) => file.writeFile(bytes));
      await file.chmod(EXECUTABLE_MODE);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

// src/commands/import/apply-import.ts
async function applyImport(plan, work) {
  if (plan.changed || isDamaged(work.damage)) return stageAndPublish(plan, work);
  if (plan.isUnrecorded) await recordImport(plan, work);
  await removeLeftovers(plan.home);
  return { plan, repairs: NO_REPAIRS };
}
function isDamaged({ layers, packages } = { layers: [], packages: [] }) {
  return layers.length > 0 || packages.length > 0;
}
async function recordImport({ home }, work) {
  try {
    var _stack = [];
    try {
      const staging = __using(_stack, await openHomeStaging(home), true);
      await publishImport(work.input, { staging, ...recordOf(work) });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "PERMISSION_DENIED") throw error;
    work.reporter.say(`The import is not recorded, because this user cannot write to ${home}`);
  }
}
function recordOf({ bundle, input, durable }) {
  return {
    durable,
    config: encodeConfig(bundle.config),
    record: {
      bundle: { name: bundle.name, digest: bundle.digest },
      ...input.manifest !== void 0 && { manifest: input.manifest },
      source: bundle.content.name,
      roots: input.closure.roots.map(({ identifier }) => identifier)
    }
  };
}
async function stageAndPublish(plan, work) {
  var _stack = [];
  try {
    const { bundle, input, workers, damage } = work;
    const layers = [...plan.layers, ...damage?.layers ?? []];
    const expected = layers.map((layer) => listedLayer(bundle, layer));
    const engine = __using(_stack, openEngine({ workers, expected }), true);
    const { bytes, inodes } = needsOf({ ...plan, layers }, (layer) => listedLayer(bundle, layer));
    const spooled = work.spoolDirectory === void 0 ? spooledBytes(blobsToRead(plan, layers, bundle), bundle) : 0;
    const folders = { linked: foldersOfPlan(plan), written: writtenFolders(plan) };
    await checkRoom(input.home, { bytes: bytes + spooled, inodes }, folders);
    const staging = __using(_stack, await openHomeStaging(input.home), true);
    let repairs = NO_REPAIRS;
    const repair = async (current) => {
      repairs = await repairHome(engine, current, { layers: damage?.layers ?? [], staging });
      return repairs.entries.map(({ path }) => path);
    };
    try {
      await inside(staging.tree, (path) => stageImport(plan, work, { engine, staging: { ...staging, path } }));
      const done = await publishImport(input, {
        staging,
        ...isDamaged(damage) && { repair },
        ...recordOf(work)
      });
      return { plan: done, repairs };
    } catch (error) {
      throw withNames(withNames(error, staging.tree), staging.root);
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function stageImport(plan, work, { engine, staging }) {
  const { bundle, input, compose, reporter, signal, damage } = work;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  const damaged = damage?.layers ?? [];
  const layers = inManifestOrder([...plan.layers, ...damaged], bundle);
  const blobs = layers.map(({ change, listed }) => ({
    ...layerBlob(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    // Packages are linked from a damaged layer that stays in the home: its files are replaced in both.
    ...damaged.includes(change) ? { checksContent: true } : { links: links.from(change) }
  }));
  const total = layers.reduce((sum, { listed }) => sum + listed.contentSize, 0);
  await withSpool(blobsToRead(plan, [...plan.layers, ...damaged], bundle), work, staging, async () => {
    await engine.unpack(blobs, (content) => {
      signal.throwIfAborted();
      reporter.progress("import", content, total);
    });
    if (plan.ocx !== void 0 && plan.ocx.state !== "present") await stageExecutable(bundle, plan.ocx, staging);
  });
  await bundle.content.finish();
  await fixLayerModes({ ...plan, layers: [...plan.layers, ...damaged] }, staging);
  await engine.link(links.present);
  engine.checkPackages();
  compose(existsAfter(plan, staging));
  signal.throwIfAborted();
}
function blobsToRead({ ocx }, layers, bundle) {
  const { config } = bundle;
  return [
    ...carriersOf(inManifestOrder(layers, bundle), bundle),
    ...ocx === void 0 || ocx.state === "present" || config.ocx === void 0 ? [] : [{ digest: config.ocx.blob }]
  ];
}
async function withSpool(blobs, { bundle: { content }, spoolDirectory, concurrency, signal }, staging, work) {
  var _stack = [];
  try {
    const spoolsThere = spoolDirectory !== void 0 && content.remote !== void 0 && blobs.length > 0;
    const spool = __using(_stack, spoolsThere ? await openPartial(spoolDirectory) : void 0, true);
    const directory = spool?.path ?? staging.tree.path;
    const limits = concurrency === void 0 ? {} : { limits: { inFlight: concurrency } };
    const _ = __using(_stack, content.prefetch(blobs, { directory, signal, ...limits }), true);
    await work();
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function inManifestOrder(changes, bundle) {
  const places = new Map(
    Array.from(bundle.stored.blobs.keys(), (digest, at) => [digest, at])
  );
  const place = (layer) => places.get(bundle.carrierOf(layer)) ?? 0;
  return changes.map((change) => ({ change, listed: listedLayer(bundle, change) })).toSorted((a, b) => place(a.listed) - place(b.listed));
}
function carriersOf(layers, bundle) {
  const carriers = layers.map(({ listed }) => bundle.carrierOf(listed)).filter((digest) => digest !== void 0);
  return carriers.map((digest) => ({ digest }));
}
function listedLayer({ config }, { registry, digest }) {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === void 0) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}
function contentOf(plan, bundle) {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}
function missingBytes(blobs, { content }) {
  return content.remote?.missing(blobs);
}
function spooledBytes(blobs, bundle) {
  return Math.min(missingBytes(blobs, bundle) ?? 0, MAX_SPOOLED);
}

export {
  existsAfter,
  inside,
  findDamage,
  foreseen,
  describeRepairs,
  applyImport,
  stageImport,
  blobsToRead,
  listedLayer,
  contentOf,
  missingBytes,
  spooledBytes
};
