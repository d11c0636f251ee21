import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  composeWhole,
  environmentRoots,
  packagesOf,
  pinned,
  projectEntries
} from "./chunk-XJQI6PR5.mjs";
import {
  isBeginningOf,
  parsePartialDigest,
  publishImport
} from "./chunk-FS7TJARJ.mjs";
import {
  openPinned
} from "./chunk-TURK4OMY.mjs";
import {
  foldersOfPlan,
  planImport
} from "./chunk-5HIVJZDW.mjs";
import {
  emptyLayers,
  readBundle,
  summarizeOpened
} from "./chunk-YGZQWLJI.mjs";
import {
  warnOfEnvironment,
  warnOfImport
} from "./chunk-UDCXKHXH.mjs";
import {
  openEngine
} from "./chunk-GD7X7KKR.mjs";
import {
  checkPlatform,
  wantedPlatform
} from "./chunk-XANLJ5EY.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  assemblePackages,
  checkHome,
  checkLaunchers,
  checkRoom,
  contentLinks,
  fixLayerModes,
  needsOf,
  openHomeStaging,
  removeLeftovers,
  stagedLayer,
  stagedPath,
  stripOf
} from "./chunk-BFL76WD4.mjs";
import {
  inHome,
  moveAside,
  publishLink,
  publishPath,
  targetHome
} from "./chunk-CFHWABIT.mjs";
import {
  homePath
} from "./chunk-KSKQROMN.mjs";
import {
  layerBlob,
  layerPrefix
} from "./chunk-5KII5AII.mjs";
import {
  nameOf,
  parseManifest
} from "./chunk-W7M24HYR.mjs";
import {
  parseMetadata
} from "./chunk-S57RCJHS.mjs";
import {
  indexRootPath,
  layerPath,
  packagePath,
  refName,
  slug,
  slugOfPart
} from "./chunk-EJH74DKB.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import {
  MANAGED_CONFIG,
  defaultRegistry,
  findLockedProject,
  isSet,
  memberOf,
  patchSources,
  readConfigFiles
} from "./chunk-MFV7P2EI.mjs";
import {
  readToml
} from "./chunk-T3AMKXOB.mjs";
import {
  formatPlatform
} from "./chunk-M422VR4A.mjs";
import {
  formatIdentifier,
  parseIdentifier
} from "./chunk-3RDZ57MI.mjs";
import {
  hostPlatform
} from "./chunk-DBHZBBRJ.mjs";
import {
  openPartial
} from "./chunk-3J4RXAUB.mjs";
import {
  openTree,
  withNames
} from "./chunk-6EIPEB5A.mjs";
import {
  encodeConfig
} from "./chunk-QQXCOPHM.mjs";
import {
  MAX_SPOOLED,
  isAbsent,
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  isDigest
} from "./chunk-663NMWFT.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/import-bundle.ts
import { existsSync as existsSync2 } from "node:fs";
import { availableParallelism } from "node:os";

// src/home/config/ocx-config.ts
import { lstat } from "node:fs/promises";
import { join } from "node:path";

// src/home/config/trust-policy.ts
function findPolicy(files, packages) {
  for (const config of files) {
    for (const scope of scopesIn(config)) {
      const name = packages.find((candidate) => covers(scope, candidate));
      if (name !== void 0) return { file: config.file, name };
    }
  }
  return void 0;
}
function scopesIn({ file, table }) {
  const refuse = (reason) => {
    throw new BundleError("CONFIG_INVALID", `Cannot read ${file}: ${reason}`);
  };
  const trust = table.value("trust") ?? {};
  if (!isRecord(trust)) return refuse("trust is not a table");
  const policies = trust["policy"] ?? [];
  if (!Array.isArray(policies)) return refuse("trust.policy is not an array of tables");
  return policies.map((policy) => {
    if (!isRecord(policy)) return refuse("a trust.policy is not a table");
    const scope = policy["scope"] ?? {};
    if (typeof scope === "string") return { include: [scope], exclude: [] };
    if (!isRecord(scope)) return refuse("the scope of a trust.policy is neither a string nor a table");
    const { include = [], exclude = [] } = scope;
    if (!areTexts(include) || !areTexts(exclude))
      return refuse("include or exclude of a scope is not a list of strings");
    return { include, exclude };
  });
}
function covers({ include, exclude }, name) {
  const twin = name.replace(/^([^/]*)_(\d+)(?=\/)/, "$1:$2");
  return (include.length === 0 || include.some((pattern) => matches(slugged(pattern), slugged(name)))) && ![name, twin].every((candidate) => exclude.some((pattern) => matches(pattern, candidate)));
}
function matches(pattern, name) {
  const star = pattern.indexOf("*");
  if (pattern === "") return true;
  return star === -1 ? name === pattern || name.startsWith(`${pattern}/`) : name.startsWith(pattern.slice(0, star));
}
function slugged(name) {
  const registry = /^[^/*]*/.exec(name)?.[0] ?? "";
  return `${slugOfPart(registry)}${name.slice(registry.length)}`;
}
function areTexts(value) {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/home/config/ocx-config.ts
async function checkConfiguration(place, packages, allowUnverified) {
  const { variables } = place;
  const warnings = [];
  const files = await readConfigFiles(place);
  warnings.push(...await managedWarnings(place, files), ...otherWarnings(variables, files));
  const project = place.project === void 0 ? void 0 : await readToml(join(place.project, "ocx.toml"), "PROJECT_INVALID");
  if (variables["OCX_LAZY_MODE"] === "always" || project?.value("lazy-mode") === "always") {
    warnings.push("Lazy mode is always on: `ocx env` puts OCX's own shims on PATH, not the imported packages");
  }
  const names = packages.flatMap(({ registry, repositories }) => repositories.map((name) => `${registry}/${name}`));
  const policy = findPolicy(files, names);
  if (policy === void 0) return warnings;
  const covered = `${policy.file} has a trust policy for ${policy.name}, and an import cannot check signatures`;
  if (isSet(variables["OCX_NO_VERIFY"])) return [...warnings, `${covered}; OCX_NO_VERIFY is set`];
  if (allowUnverified) return [...warnings, `${covered}; allowed`];
  throw new BundleError("TRUST_POLICY", `Cannot import ${policy.name}: ${covered}`);
}
var MANAGED_SNAPSHOT = "state/managed-config/snapshot.json";
async function managedWarnings({ home, variables }, files) {
  const managed = files.filter(({ file }) => file !== join(home, MANAGED_CONFIG)).map(({ table }) => table.value("managed"));
  const last = (key) => managed.map((value) => memberOf(value, key)).findLast((value) => value !== void 0);
  const overridden = isSet(variables["OCX_NO_CONFIG"]) ? void 0 : variables["OCX_MANAGED_CONFIG"];
  const source = overridden === void 0 || overridden === "" ? last("source") : overridden;
  if (typeof source !== "string" || last("required") === false) return [];
  if (await lookAt(join(home, MANAGED_SNAPSHOT), lstat) && await lookAt(join(home, MANAGED_CONFIG), lstat))
    return [];
  return [
    `OCX requires the managed configuration ${source}, which ${home} does not have: its commands will fail with exit code 78 unless OCX_NO_CONFIG=1 is set`
  ];
}
function otherWarnings(variables, files) {
  const warnings = [];
  const index = variables["OCX_INDEX"];
  if (index !== void 0 && index !== "")
    warnings.push(`OCX_INDEX is ${index}: OCX will not use the index of the home, so it will not find imported tags`);
  for (const source of patchSources(variables, files))
    warnings.push(
      `${source}: patches do not travel in a bundle, and OCX may refuse to compose an environment without them`
    );
  return warnings;
}

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

// src/home/import/linked-packages.ts
import { readdir, readFile, readlink } from "node:fs/promises";
function linksOf(pkg) {
  const sources = sourcesOf(pkg.registry, pkg.manifest.layers, pkg.metadata);
  return { path: packagePath(pkg.registry, pkg.leaf), sources };
}
function sourcesOf(registry, layers, metadata) {
  return layers.map((layer) => ({
    path: `${layerPath(registry, layer.digest)}/content`,
    strip: stripOf(layer, { metadata }),
    prefix: layer.prefix
  }));
}
async function findLinkedPackages(home, layers) {
  const found = [];
  for (const [registry, some] of Map.groupBy(layers, (layer) => slug(layer.registry))) {
    for (const path of await packagesIn(home, `packages/${registry}`)) {
      const linked = await readLinks(home, registry, { path, layers: some });
      if (linked !== void 0) found.push(linked);
    }
  }
  return found;
}
async function packagesIn(home, store) {
  let paths = [store];
  for (let level = 0; level < 3; level++) {
    const below = await Promise.all(
      paths.map(async (path) => (await namesIn(home, path)).map((name) => `${path}/${name}`))
    );
    paths = below.flat();
  }
  return paths;
}
async function readLinks(home, registry, { path, layers }) {
  const target = targetHome(home);
  if (!await target.isDirectory(`${path}/content`)) return void 0;
  const named2 = new Set(await namesIn(home, `${path}/refs/layers`));
  const text = await target.read(`${path}/manifest.json`);
  const listed = Buffer.from(text ?? []).toString();
  const layer = layers.find(({ digest }) => named2.has(refName(digest)) || listed.includes(digest));
  if (layer === void 0) return void 0;
  try {
    const manifest = parseManifest(await readFile(inHome(home, `${path}/manifest.json`)), "its manifest.json");
    const metadata = parseMetadata(await readFile(inHome(home, `${path}/metadata.json`)), "its metadata.json");
    if (manifest.kind !== "leaf") throw new BundleError("DOCUMENT_INVALID", "its manifest.json is an image index");
    const sources = sourcesOf(registry, manifest.layers, metadata);
    for (const source of sources) await readdir(inHome(home, source.path));
    return { path, sources };
  } catch (error) {
    const name = await nameOf2(home, path);
    const reason = error instanceof Error ? error.message : String(error);
    throw new BundleError(
      "OBJECT_MISSING",
      `Cannot repair ${layer.path}: ${name} is linked to it and cannot be linked again: ${reason}`,
      {
        cause: error,
        hint: "Import a bundle that has this package, or remove it with `ocx package uninstall` and `ocx clean`. Then repair again."
      }
    );
  }
}
async function nameOf2(home, path) {
  for (const name of await namesIn(home, `${path}/refs/symlinks`)) {
    const link2 = await readlink(inHome(home, `${path}/refs/symlinks/${name}`)).catch(() => "");
    const [, repository, tag] = /\/symlinks\/(.+)\/(?:candidates\/([^/]+)|current)$/u.exec(link2) ?? [];
    if (repository !== void 0) return `${repository}${tag === void 0 ? "" : `:${tag}`} (${path})`;
  }
  return path;
}
async function namesIn(home, path) {
  try {
    return await readdir(inHome(home, path));
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read ${inHome(home, path)}`);
  }
}

// src/home/import/replace-entries.ts
import { randomUUID } from "node:crypto";
import { chmod, link, lstat as lstat2, mkdir } from "node:fs/promises";
import { dirname, join as join2 } from "node:path/posix";
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
      const staged = join2(staging, randomUUID());
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

// src/commands/repair-home.ts
var NO_REPAIRS = { entries: [], notes: [] };
var UNUSUAL = ["FILE_UNSUPPORTED", "NAME_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];
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
async function planLayer(engine, home, layer) {
  const tree = {
    prefix: layerPrefix(layer),
    directory: { name: "content", path: inHome(home, `${layer.path}/content`) },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }]
  };
  try {
    const [plan] = await engine.plan([tree]);
    return plan;
  } catch (error) {
    if (error instanceof BundleError && UNUSUAL.includes(error.code)) return void 0;
    throw error;
  }
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

// src/commands/apply-import.ts
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
    const spooled = work.spoolDirectory === void 0 ? spooledBytes(layers, bundle) : 0;
    await checkRoom(input.home, { bytes: bytes + spooled, inodes }, foldersOfPlan(plan));
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
  await withSpool(
    layers,
    work,
    staging,
    () => engine.unpack(blobs, (content) => {
      signal.throwIfAborted();
      reporter.progress("import", content, total);
    })
  );
  await bundle.content.finish();
  await fixLayerModes({ ...plan, layers: [...plan.layers, ...damaged] }, staging);
  await engine.link(links.present);
  engine.checkPackages();
  compose(existsAfter(plan, staging));
  signal.throwIfAborted();
}
async function withSpool(layers, { bundle: { content }, spoolDirectory, signal }, staging, work) {
  var _stack = [];
  try {
    const spoolsThere = spoolDirectory !== void 0 && content.remote !== void 0 && layers.length > 0;
    const spool = __using(_stack, spoolsThere ? await openPartial(spoolDirectory) : void 0, true);
    const directory = spool?.path ?? staging.tree.path;
    const _ = __using(_stack, content.prefetch(
      layers.map(({ listed }) => ({ digest: listed.blob })),
      { directory, signal }
    ), true);
    await work();
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function inManifestOrder(changes, bundle) {
  const places = new Map(Array.from(bundle.blobs.keys(), (digest, place2) => [digest, place2]));
  const place = ({ blob }) => places.get(blob) ?? 0;
  return changes.map((change) => ({ change, listed: listedLayer(bundle, change) })).toSorted((a, b) => place(a.listed) - place(b.listed));
}
function listedLayer({ config }, { registry, digest }) {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === void 0) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}
function contentOf(plan, bundle) {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}
function missingBytes(layers, bundle) {
  return bundle.content.remote?.missing(inManifestOrder(layers, bundle).map(({ listed }) => ({ digest: listed.blob })));
}
function spooledBytes(layers, bundle) {
  return Math.min(missingBytes(layers, bundle) ?? 0, MAX_SPOOLED);
}

// src/commands/choose-roots.ts
function chooseRoots(roots, wanted, defaultRegistry2) {
  if (wanted.length === 0) return roots;
  const matches2 = wanted.map((text) => match(text, roots, defaultRegistry2));
  refuseAbsent(matches2, roots);
  refuseAmbiguous(matches2);
  const chosen = new Set(matches2.flatMap((found) => found.roots));
  return roots.filter((root) => chosen.has(root));
}
function match(text, roots, defaultRegistry2) {
  const at = text.indexOf("@");
  const partial = at === -1 ? void 0 : parsePartialDigest(text.slice(at + 1));
  if (partial !== void 0 && !isDigest(text.slice(at + 1))) {
    const identifier2 = parseIdentifier(text.slice(0, at), defaultRegistry2);
    const found = roots.filter((root) => isMeant(identifier2, root) && hasDigest(root, partial));
    return { text, roots: found, isPartial: true };
  }
  const digest = parsePartialDigest(text);
  const identifier = parseIdentifier(text, defaultRegistry2);
  const named2 = roots.filter((root) => isMeant(identifier, root));
  if (named2.length > 0 || digest === void 0) return { text, roots: named2, isPartial: false };
  return { text, roots: roots.filter((root) => hasDigest(root, digest)), isPartial: !isDigest(text) };
}
function isMeant({ registry, repository, tag, digest }, root) {
  if (registry !== root.registry || repository !== root.repository) return false;
  if (digest !== void 0) return digest === root.leaf || digest === root.index;
  return tag === void 0 || tag === root.tag;
}
function hasDigest({ leaf, index }, digest) {
  return isBeginningOf(digest, leaf) || index !== void 0 && isBeginningOf(digest, index);
}
function refuseAbsent(matches2, roots) {
  const absent = matches2.filter((found) => found.roots.length === 0);
  if (absent.length === 0) return;
  const names = absent.map(({ text }) => text).join(", ");
  const there = roots.map(({ identifier }) => identifier).join(", ");
  const meant = absent.map(({ text }) => nearest(text, roots.flatMap(namesOf))).filter((name) => name !== void 0);
  throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`, {
    ...meant.length > 0 && { hint: `Did you mean ${meant.join(", ")}?` }
  });
}
function namesOf({ identifier, registry, repository, tag }) {
  return [identifier, repository, ...tag === void 0 ? [] : [`${repository}:${tag}`], `${registry}/${repository}`];
}
function refuseAmbiguous(matches2) {
  const lines = matches2.flatMap((found) => {
    const packages = Map.groupBy(found.roots, ({ registry, leaf }) => `${registry} ${leaf}`);
    if (!found.isPartial || packages.size < 2) return [];
    const candidates = found.roots.map(
      ({ identifier, leaf }) => identifier.includes("@") ? identifier : `${identifier} (${leaf})`
    );
    return `Cannot choose ${found.text} from the bundle: it fits ${candidates.join(", ")}`;
  });
  if (lines.length > 0) throw new BundleError("NAME_AMBIGUOUS", lines);
}

// src/commands/import-environment.ts
function importEnvironment({ closure, exported, project }, { packages, environment }) {
  const ofProject = packages.length === 0 ? exported : void 0;
  const { roots, groups } = environmentRoots(closure.roots, ofProject, environment?.groups ?? []);
  if (project === void 0 || ofProject === void 0) return { roots: roots.map(pinned), added: [] };
  checkLocked(project, groups, closure);
  return { roots: roots.map(pinned), added: projectEntries(project, groups) };
}
function checkLocked({ tools, lockFile }, groups, { roots }) {
  const absent = tools.filter(({ group }) => groups.includes(group)).filter(
    ({ name, group, offers }) => !roots.some(
      (root) => root.name === name && root.groups?.includes(group) && offers.some(({ leaf }) => leaf === root.leaf)
    )
  );
  if (absent.length === 0) return;
  const names = absent.map(({ name }) => name).join(", ");
  throw new BundleError("LOCK_STALE", `Cannot use ${lockFile}: the bundle has ${names} in another version`, {
    hint: "Check out the revision that the bundle was exported from, or export again."
  });
}

// src/commands/import-bundle.ts
async function importBundle(request, context, reporter) {
  return (await importAndSummarize(request, context, reporter)).result;
}
async function importAndSummarize(request, context, reporter) {
  var _stack = [];
  try {
    const home = homePath(request.home, context);
    const { spoolDirectory } = request;
    const place = __using(_stack, await openInput(request.source, context, { spoolDirectory, ...logsOf(reporter) }), true);
    const wanted = await wantedPlatform(request.platform);
    const bundle = await openPinned(place, request.digest, { platform: wanted });
    const content = await readWanted(bundle, request.packages, wanted, await defaultRegistry({ ...context, home }));
    await checkHome(home);
    checkLaunchers(home, content.closure.packages);
    const project = await findLockedProject(request.project, bundle.config.project, { ...context, home });
    const settings = { ...context, home, ...project !== void 0 && { project: project.directory } };
    const configured = await checkConfiguration(settings, content.closure.packages, request.allowUnverified);
    const input = {
      home,
      ...content,
      bundle: bundle.digest,
      shared: request.shared === true,
      emptyLayers: emptyLayers(bundle.config),
      repair: request.repair === true,
      onConflict: request.onConflict,
      select: request.select,
      host: request.platform === void 0 ? wanted : await hostPlatform(),
      ...project !== void 0 && { project },
      now: /* @__PURE__ */ new Date()
    };
    const plan = await planImport(input);
    const compose = composer(bundle, { ...input, project }, request);
    const environment = compose(existsAfter(plan));
    for (const warning of [...configured, ...plan.warnings]) reporter.warn(warning);
    const { durable, workers = availableParallelism() } = request;
    const damage = request.repair === true ? await lookForDamage(plan, bundle, workers) : void 0;
    const missing = missingBytes([...plan.layers, ...damage?.layers ?? []], bundle);
    if (missing !== void 0 && (plan.changed || missing > 0)) announce(missing, bundle, request, reporter);
    const planned = {
      bundle,
      input,
      compose,
      workers,
      durable,
      ...spoolDirectory !== void 0 && { spoolDirectory: userPath(spoolDirectory, context) },
      ...damage !== void 0 && { damage },
      reporter,
      signal: context.signal
    };
    const { plan: done, repairs } = request.dryRun ? { plan, repairs: foreseen(plan, damage) } : await applyImport(plan, planned);
    await place.finish();
    const launching = await (environment === void 0 ? warnOfImport(content.closure, context) : warnOfEnvironment(environment, context));
    for (const warning of launching) reporter.warn(warning);
    const { remote } = place;
    const result = {
      ...describe(done, bundle, content),
      ...damage !== void 0 && describeRepairs(done, repairs),
      dryRun: request.dryRun,
      ...remote !== void 0 && {
        fetched: {
          bytes: remote.fetched(),
          ...remote.size !== void 0 && { size: remote.size },
          ...missing !== void 0 && { missing }
        }
      },
      needsOffline: content.closure.roots.some((root) => root.declaredBy === "lock" && !isIndexed(home, root)),
      ...project !== void 0 && {
        project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] }
      },
      ...environment !== void 0 && { environment },
      warnings: [...configured, ...done.warnings, ...launching]
    };
    return { result, summary: await summarizeOpened(bundle, { ...content, closure: content.whole }), origin: place.name };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function announce(missing, { content }, { dryRun }, reporter) {
  const amount = `${prettyBytes(missing)} of ${prettyBytes(content.remote?.size ?? missing)}`;
  reporter.say(`${dryRun ? "Would fetch" : "Fetching"} ${amount} from ${content.name}`);
}
function isIndexed(home, { registry, repository }) {
  return existsSync2(inHome(home, indexRootPath(registry, repository)));
}
async function lookForDamage(plan, bundle, workers) {
  var _stack = [];
  try {
    const engine = __using(_stack, openEngine({ workers }), true);
    return await findDamage(engine, plan, bundle.config.layers);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readWanted(bundle, packages, wanted, unnamed) {
  const content = await readBundle(bundle, {
    choose: (roots) => chooseRoots(roots, packages, unnamed),
    platform: wanted
  });
  checkPlatform(content.closure, wanted);
  return content;
}
function composer(bundle, { home, closure, project }, request) {
  if (request.environment === void 0) return () => void 0;
  const source = importEnvironment({ closure, exported: bundle.config.project?.groups, project }, request);
  return (exists) => composeWhole(source, { home, packages: packagesOf(closure), exists });
}
function describe(plan, bundle, { closure }) {
  const describePackage = ({ package: pkg, path, state, isDamaged: isDamaged2 }) => ({
    identifier: nameOf(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(plan.home, path),
    status: isDamaged2 ? "repaired" : STATUS[state]
  });
  return {
    home: plan.home,
    bundle: { name: bundle.name, digest: bundle.digest, platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map(describePackage),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    roots: closure.roots.map(
      ({ registry, repository, tag, leaf }) => formatIdentifier({ registry, repository, ...tag !== void 0 && { tag }, digest: leaf })
    )
  };
}
var STATUS = { missing: "added", incomplete: "repaired", complete: "present" };

export {
  importBundle,
  importAndSummarize
};
