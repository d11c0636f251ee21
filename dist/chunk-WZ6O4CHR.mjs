import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openHomeStaging,
  publishImport,
  removeLeftovers
} from "./chunk-5FZ4YBEQ.mjs";
import {
  checkExecutable
} from "./chunk-OHNSBLFU.mjs";
import {
  checkMounts,
  foldersOfPlan,
  storeOfTrees,
  writtenFolders,
  writtenPaths
} from "./chunk-DUYJ3MSW.mjs";
import {
  findLinkedPackages,
  linksOf
} from "./chunk-3U6UJP7I.mjs";
import {
  planLayer
} from "./chunk-JJUS3X7N.mjs";
import {
  assemblePackages,
  contentLinks,
  fixLayerModes,
  stagedLayer
} from "./chunk-7KLKWXHD.mjs";
import {
  EXECUTABLE_MODE,
  moveAside,
  publishLink,
  publishPath,
  stagedExecutable,
  stagedPath
} from "./chunk-TJ5UH5SB.mjs";
import {
  openEngine
} from "./chunk-ZPY25SBQ.mjs";
import {
  inHome
} from "./chunk-RV4YW7OT.mjs";
import {
  layerBlob
} from "./chunk-T7YAFXBJ.mjs";
import {
  openPartial
} from "./chunk-KGTMJWOD.mjs";
import {
  LONGEST_LOCK_PATH,
  openTree,
  withNames
} from "./chunk-W3KKYVCM.mjs";
import {
  encodeConfig
} from "./chunk-2TTYTX7H.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  MAX_NAME,
  MAX_PATH,
  MAX_SPOOLED
} from "./chunk-4FDFUD6J.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
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

// src/home/import/preflight.ts
import { access, constants, lstat, realpath, statfs } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
var INODES_OF_A_PACKAGE = 24;
var INODES_OF_A_DOCUMENT = 4;
var BLOCK = 4096;
var LOCK_NAME = 61;
var LONGEST_HOME = LONGEST_LOCK_PATH - LOCK_NAME - 1;
async function checkHome(home) {
  if (!isAbsolute(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  await checkLength(home);
  const place = await existing(home);
  const link3 = await lookAt(home.replace(/(?<=.)\/+$/u, ""), lstat);
  if (link3?.isSymbolicLink() === true && await lookAt(home) === void 0) {
    const advice = "Create the directory that it leads to, or remove the link.";
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: it is a link that leads nowhere`, { hint: advice });
  }
  if ((await lookAt(place))?.isDirectory() !== false) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}
async function checkRoom(home, needs, { linked = [], written = [] } = {}) {
  const place = await existing(home);
  await checkWritable(place);
  if (place === home) {
    for (const folder of await existingFolders(home, written)) await checkWritable(folder);
    checkMounts(home, linked);
  }
  const store = storeOfTrees(home);
  await checkSpace(await existing(store === void 0 ? home : inHome(home, store)), needs, `import into ${home}`);
}
async function checkSpace(directory, needs, doing) {
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const lacks = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot ${doing}: ${lacks.join(", ")}`);
}
function needsOf(plan, sizeOf) {
  const layers = plan.layers.map(sizeOf);
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const trees = sum(layers.map(({ contentSize }) => contentSize));
  const executable = plan.ocx === void 0 || plan.ocx.state === "present" ? 0 : plan.ocx.size;
  const content = trees + executable + sum(documents.map(({ bytes }) => bytes.byteLength));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    content,
    bytes: content + small * BLOCK,
    inodes: sum(layers.map(({ entryCount }) => entryCount)) + packages * INODES_OF_A_PACKAGE + documents.length * INODES_OF_A_DOCUMENT
  };
}
async function checkWritable(folder) {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    if (isAbsent(error)) return;
    throw fromSystemError(error, `write to ${folder}`);
  }
}
async function existingFolders(home, folders) {
  const found = /* @__PURE__ */ new Set();
  for (const folder of folders) found.add(await existing(folder === "." ? home : inHome(home, folder)));
  return found;
}
async function checkLength(home) {
  const refuse = (length2) => {
    const found = `its path has ${length2} bytes, expected at most ${LONGEST_HOME}`;
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint: "Choose a shorter path." });
  };
  const given = Buffer.byteLength(home);
  if (given > MAX_PATH - MAX_NAME) refuse(given);
  const { place, real } = await realExisting(home);
  const length = Buffer.byteLength(real) + given - Buffer.byteLength(place);
  if (length > LONGEST_HOME) refuse(length);
}
async function realExisting(path) {
  const place = await existing(path);
  try {
    return { place, real: await realpath(place) };
  } catch (error) {
    if (isAbsent(error)) return realExisting(path);
    throw fromSystemError(error, `look at ${place}`);
  }
}
async function existing(path) {
  const parent = dirname(path);
  return await lookAt(path) !== void 0 || parent === path ? path : existing(parent);
}
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
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
import { chmod, link, lstat as lstat2, mkdir } from "node:fs/promises";
import { dirname as dirname2, join } from "node:path/posix";
async function replaceEntries(changes, staging) {
  const { root } = staging;
  for (const change of changes) await inWritable(root, dirname2(change.path), () => replaceEntry(change, staging));
  for (const { path, expected } of changes.toReversed()) {
    if (expected?.kind === "directory" && expected.mode !== void 0) {
      const { mode } = expected;
      await root.at(path, (place) => chmod(place, mode));
    }
  }
}
async function replaceEntry({ path, expected }, { root, path: staging }) {
  const found = await root.ifThere(path, (place) => lookAt(place, lstat2));
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
    const mode = (await root.ifThere(folder, (place) => lookAt(place, lstat2)))?.mode;
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

// src/commands/import/look-again.ts
import { setTimeout as sleep } from "node:timers/promises";
var PAUSES = [100, 400, 1600];
var PASSING = ["FILE_CHANGED", "FILE_NOT_FOUND", "OBJECT_MISSING"];
async function lookAgain(look) {
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
var NO_REPAIRS = { entries: [], notes: [] };
async function findDamage(engine, plan, layers) {
  const missing = new Set(plan.layers.map(({ path }) => path));
  const used = new Map(plan.packages.flatMap(layersOfPackage).map((layer) => [layer.path, layer]));
  const present = [...used.values()].filter(({ path }) => !missing.has(path));
  const damaged = await lookAgain(() => findDamagedLayers(engine, plan.home, { present, layers }));
  await lookAgain(() => findLinkedPackages(plan, damaged));
  const packages = [];
  for (const { package: pkg, state } of plan.packages) {
    const linked = linksOf(pkg);
    const isWhole = state === "complete" && layersOfPackage({ package: pkg }).every(({ path }) => !missing.has(path));
    if (!isWhole) continue;
    const { differences } = await lookAgain(() => compare(engine, plan.home, linked));
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
  const linked = await findLinkedPackages(plan, layers);
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

// src/home/import/file-system.ts
import { access as access2, chmod as chmod2, constants as constants2, link as link2, lstat as lstat3, open, readdir, symlink, unlink } from "node:fs/promises";
import { join as join2 } from "node:path";
var TRIAL = "Trial";
var EXECUTABLE = 493;
var CANNOT = /* @__PURE__ */ new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV"]);
async function tryFileSystem({ path: directory, name }, { home, paths }) {
  const attempt = async (what, file, work) => {
    try {
      await work(join2(directory, file));
    } catch (error) {
      const number = errnoOf(error);
      const isMissing = number !== void 0 && CANNOT.has(number);
      throw isMissing ? unsupported(home, `${what} (${number} at ${name}/${file})`) : fromSystemError(error, `try the file system of ${home}`);
    }
  };
  await checkLongestName(directory, home, paths);
  const trial = join2(directory, TRIAL);
  await attempt("makes no files", TRIAL, async (path) => (await open(path, "wx", 384)).close());
  await attempt("has no hard links", `${TRIAL}.link`, (path) => link2(trial, path));
  await attempt("has no symlinks", `${TRIAL}.symlink`, (path) => symlink(TRIAL, path));
  await attempt("does not change modes", TRIAL, (path) => chmod2(path, EXECUTABLE));
  const foldsNames = await lookAt(join2(directory, TRIAL.toUpperCase()), lstat3) !== void 0;
  if (foldsNames) await checkNames(directory, home, paths);
  const found = await warnings(trial, home);
  for (const path of [trial, `${trial}.link`, `${trial}.symlink`]) await unlink(path);
  return { foldsNames, warnings: found };
}
async function checkLongestName(directory, home, paths) {
  const names = paths.flatMap((path) => path.split("/").map((name) => ({ path, length: Buffer.byteLength(name) })));
  const longest = names.reduce((a, b) => b.length > a.length ? b : a, { path: "", length: 0 });
  try {
    await lstat3(join2(directory, "x".repeat(longest.length)));
  } catch (error) {
    if (errnoOf(error) !== "ENAMETOOLONG") return;
    throw unsupported(home, `holds no name of ${longest.length} bytes, as in ${longest.path}`);
  }
}
async function checkNames(directory, home, paths) {
  if (!(await readdir(directory)).includes(TRIAL)) throw unsupported(home, "changes the case of names");
  const seen = /* @__PURE__ */ new Map();
  for (const path of paths) {
    const other = seen.get(path.toLowerCase());
    if (other !== void 0) throw unsupported(home, `takes ${other} and ${path} for one name`);
    seen.set(path.toLowerCase(), path);
  }
}
async function warnings(trial, home) {
  const found = [];
  const { mode } = await lstat3(trial);
  if ((mode & 511) !== EXECUTABLE)
    found.push(`The file system of ${home} does not keep the modes of files: \`verify --home\` will find them altered`);
  const isRunnable = await access2(trial, constants2.X_OK).then(
    () => true,
    () => false
  );
  if (!isRunnable)
    found.push(
      `No program can be run from ${home}: its file system is mounted with \`noexec\`. Mount it with \`exec\`, or use another home`
    );
  return found;
}
async function checkFoldedLayer(home, { staged, digest, entryCount }) {
  const entries = await readdir(staged, { recursive: true, withFileTypes: true });
  if (entries.length === entryCount) return;
  throw unsupported(home, `takes some names of layer ${digest} for one name, because they differ only in case`);
}
function unsupported(home, what) {
  const hint = "Choose a home on a file system with hard links, symlinks and names of 255 bytes in which case counts, such as ext4, XFS, Btrfs or tmpfs.";
  return new BundleError("FILE_SYSTEM_UNSUPPORTED", `Cannot use home ${home}: its file system ${what}`, { hint });
}

// src/commands/ocx/stage-executable.ts
import { open as open2 } from "node:fs/promises";
async function stageExecutable(bundle, plan, staging) {
  const path = stagedExecutable(plan, staging);
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open2(path, "wx", 384), true);
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
  return { plan, repairs: NO_REPAIRS, warnings: [] };
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
    const engine = __using(_stack, work.engine ?? openEngine({ workers, expected }), true);
    const { bytes, inodes } = needsOf({ ...plan, layers }, (layer) => listedLayer(bundle, layer));
    const spooled = work.spoolDirectory === void 0 ? spooledBytes(blobsToRead(plan, layers, bundle), bundle) : 0;
    const folders = { linked: foldersOfPlan(plan), written: writtenFolders(plan) };
    await checkRoom(input.home, { bytes: bytes + spooled, inodes }, folders);
    const staging = __using(_stack, await openHomeStaging(input.home), true);
    const { foldsNames, warnings: warnings2 } = await tryFileSystem(staging.tree, { home: input.home, paths: writtenPaths(plan) });
    let repairs = NO_REPAIRS;
    const repair = async (current) => {
      repairs = await repairHome(engine, current, { layers: damage?.layers ?? [], staging });
      return repairs.entries.map(({ path }) => path);
    };
    try {
      await inside(staging.tree, (path) => stageImport(plan, work, { engine, staging: { ...staging, path } }));
      if (foldsNames) await checkFoldedLayers(input.home, layers, { bundle, staging });
      const done = await publishImport(input, {
        staging,
        // Also without damage so far: a package whose layer was lost can only be compared now.
        ...damage !== void 0 && { repair },
        ...recordOf(work)
      });
      return { plan: done, repairs, warnings: warnings2 };
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
async function checkFoldedLayers(home, layers, { bundle, staging }) {
  for (const layer of layers) {
    const { entryCount } = listedLayer(bundle, layer);
    await checkFoldedLayer(home, { staged: stagedLayer(layer, staging), digest: layer.digest, entryCount });
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
  const total = layers.reduce((sum2, { listed }) => sum2 + listed.contentSize, 0);
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
  return plan.layers.reduce((sum2, layer) => sum2 + listedLayer(bundle, layer).contentSize, 0);
}
function missingBytes(blobs, { content }) {
  return content.remote?.missing(blobs);
}
function spooledBytes(blobs, bundle) {
  return Math.min(missingBytes(blobs, bundle) ?? 0, MAX_SPOOLED);
}

export {
  existsAfter,
  checkHome,
  checkSpace,
  needsOf,
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
