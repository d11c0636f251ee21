import {
  findLinkedPackages,
  linksOf
} from "./chunk-F4N37ZFP.mjs";
import {
  stagedLayer
} from "./chunk-Z64XVEMH.mjs";
import {
  moveAside,
  publishLink,
  publishPath
} from "./chunk-JEP5C7PX.mjs";
import {
  planLayer
} from "./chunk-MBBOGQWG.mjs";
import {
  inHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/home/publish/replace-entries.ts
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

// src/commands/import/retry-while-changing.ts
import { setTimeout as sleep } from "node:timers/promises";
var PAUSES = [100, 400, 1600];
var PASSING = ["FILE_CHANGED", "FILE_NOT_FOUND", "OBJECT_MISSING"];
async function retryWhileChanging(look) {
  for (const pause of PAUSES) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof BundleError) || !PASSING.includes(error.code)) throw error;
      await sleep(pause);
    }
  }
  return await look();
}

// src/commands/import/repair-home.ts
async function findDamage(plan, bundle, workers) {
  var _stack = [];
  try {
    const engine = __using(_stack, openEngine({ workers }), true);
    const { layers } = bundle.config;
    const missing = new Set(plan.layers.map(({ path }) => path));
    const used = new Map(plan.packages.flatMap(layersOfPackage).map((layer) => [layer.path, layer]));
    const present = [...used.values()].filter(({ path }) => !missing.has(path));
    const damaged = await retryWhileChanging(() => findDamagedLayers(engine, plan.home, { present, layers }));
    await retryWhileChanging(() => findLinkedPackages(plan, damaged));
    const packages = [];
    for (const { package: pkg, state } of plan.packages) {
      const linked = linksOf(pkg);
      const isWhole = state === "complete" && layersOfPackage({ package: pkg }).every(({ path }) => !missing.has(path));
      if (!isWhole) continue;
      const { differences } = await retryWhileChanging(() => compare(engine, plan.home, linked));
      packages.push(...named(linked, differences));
    }
    return { layers: damaged, packages };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
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
  const linked = await findLinkedPackages(plan, layers);
  const entries = [];
  const notes = [];
  const apply = async (tree, { differences }) => {
    const changes = differences.map(({ path, expected }) => ({
      path: `${tree}/${path}`,
      ...expected !== void 0 && { expected }
    }));
    await replaceEntries(changes, staging);
    entries.push(...differences.map(({ path, change }) => ({ path: inHome_48(home, `${tree}/${path}`), change })));
  };
  const staged = new Map(layers.map((layer) => [`${layer.path}/content`, `${stagedLayer(layer, staging)}/content`]));
  const ofBundle = plan.packages.map(({ package: pkg }) => linksOf(pkg));
  const packages = new Map([...linked, ...ofBundle].map((one) => [one.path, one]));
  for (const one of packages.values()) await apply(`${one.path}/content`, await compare(engine, home, one, staged));
  for (const [tree, path] of staged) {
    const sources = [{ path, strip: 0, prefix: "" }];
    const result = await engine.compare({ sources, found: inHome_48(home, tree), isLayer: true });
    await apply(tree, result);
    if (result.otherUmask > 0) notes.push(umaskNote(inHome_48(home, tree), result.otherUmask));
  }
  return { entries, notes };
}
function compare(engine, home, { path, sources }, staged = /* @__PURE__ */ new Map()) {
  return engine.compare({
    sources: sources.map((source) => ({ ...source, path: staged.get(source.path) ?? inHome_48(home, source.path) })),
    found: inHome_48(home, `${path}/content`),
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

export {
  findDamage,
  repairHome
};
