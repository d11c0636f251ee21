import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  composeWhole,
  environmentRoots,
  packagesOf,
  pinned,
  projectEntries
} from "./chunk-PSFUEJWR.mjs";
import {
  MOST_SPOOLED
} from "./chunk-KHY6NKSQ.mjs";
import {
  foldersOfPlan,
  openPinned,
  planImport,
  selectLockPath
} from "./chunk-YBS6Y63T.mjs";
import {
  readBundle,
  summarizeOpened
} from "./chunk-CSUZLIQQ.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  openInput
} from "./chunk-53MGNY4R.mjs";
import {
  checkPlatform,
  homePath,
  wantedPlatform,
  warnOfEnvironment,
  warnOfImport
} from "./chunk-B3ZL6TXG.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  openPartial
} from "./chunk-KU5SV3LX.mjs";
import {
  MANAGED_CONFIG,
  defaultRegistry,
  findLockedProject,
  isSet,
  memberOf,
  patchSources,
  readConfigFiles
} from "./chunk-YU33JWJ6.mjs";
import {
  LOCK_PATH,
  appendToImportsLog,
  assemblePackages,
  checkHome,
  checkLaunchers,
  checkRoom,
  checkStaged,
  contentLinks,
  fixLayerModes,
  inHome,
  mergeSettings,
  moveAside,
  needsOf,
  openEngine,
  openHomeStaging,
  publishDirectory,
  publishFile,
  publishLink,
  publishPath,
  removeLeftovers,
  stagedLayer,
  stagedPath,
  syncFileSystem,
  targetHome,
  writeUnfinished
} from "./chunk-LHHRBI6Z.mjs";
import {
  acquireLock,
  openTree,
  withNames
} from "./chunk-DO66P3RZ.mjs";
import {
  readToml
} from "./chunk-LNR7LLMD.mjs";
import {
  layerBlob
} from "./chunk-JRU5M74L.mjs";
import {
  nameOf,
  slugOfPart
} from "./chunk-G25ACHA6.mjs";
import {
  formatIdentifier,
  formatPlatform,
  hostPlatform,
  parseIdentifier
} from "./chunk-ZWU27QIT.mjs";
import {
  userPath
} from "./chunk-K2HEINOA.mjs";
import {
  lookAt
} from "./chunk-6CKKONBI.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-XK5TLWYY.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/import-bundle.ts
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

// src/home/import/publish-import.ts
import { rm } from "node:fs/promises";

// src/io/flock.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
var TIMED_OUT = 1;
var DESCRIPTOR = 3;
async function holdFlock(path, timeout) {
  const file = await openFile(path);
  try {
    const stdio = ["ignore", "ignore", "ignore", file.fd];
    const child = spawn("flock", ["--exclusive", "--timeout", String(timeout), String(DESCRIPTOR)], {
      stdio: [...stdio]
    });
    await once(child, "exit");
    const status = child.exitCode;
    if (status === 0) return { [Symbol.asyncDispose]: () => file.close() };
    throw failed(path, status);
  } catch (error) {
    await file.close();
    if (errnoOf(error) === "ENOENT") return void 0;
    throw error;
  }
}
async function openFile(path) {
  try {
    return await open(path, constants.O_RDWR + constants.O_CREAT + constants.O_NOFOLLOW, 438);
  } catch (error) {
    throw fromSystemError(error, `lock ${path}`);
  }
}
function failed(path, status) {
  if (status === TIMED_OUT) return new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: another process holds it`);
  return new BundleError("IO_FAILED", `Cannot lock ${path}: flock ended with ${status ?? "a signal"}`);
}

// src/home/import/publish-package.ts
import { lstat as lstat2, readdir } from "node:fs/promises";
import { basename, relative } from "node:path";
var SEAL = "install.json";
var REFERENCES = "refs";
var BACK_REFERENCES = "refs/symlinks";
async function publishPackage(plan, staging) {
  const { path } = plan;
  const staged = stagedPath(staging.path, path);
  if (plan.state === "missing") {
    for (const { path: reference, target } of plan.backReferences) {
      const link = { path: `${basename(staged)}/${relative(path, reference)}`, target };
      await publishLink(staging.tree, link, staging.path);
    }
    await publishPath(staging.root, path, staged);
    return;
  }
  if (plan.state === "incomplete") await replacePackage(path, staged, staging);
  for (const link of [...plan.references, ...plan.backReferences]) await publishLink(staging.root, link, staging.path);
}
async function replacePackage(path, staged, { root, path: staging }) {
  if (!await isRealDirectory(root, path)) {
    await moveAside(root, path, staging);
    return publishPath(root, path, staged);
  }
  await moveAside(root, `${path}/${SEAL}`, staging);
  const names = await readdir(staged);
  for (const name of /* @__PURE__ */ new Set([...await namesIn(root, path), ...names])) {
    if (name === REFERENCES || name === SEAL) continue;
    await moveAside(root, `${path}/${name}`, staging);
    if (names.includes(name)) await publishPath(root, `${path}/${name}`, `${staged}/${name}`);
  }
  for (const folder of [REFERENCES, BACK_REFERENCES]) {
    if (!await isRealDirectory(root, `${path}/${folder}`)) await moveAside(root, `${path}/${folder}`, staging);
  }
  for (const name of await readdir(`${staged}/${REFERENCES}`)) {
    await moveAside(root, `${path}/${REFERENCES}/${name}`, staging);
    await publishPath(root, `${path}/${REFERENCES}/${name}`, `${staged}/${REFERENCES}/${name}`);
  }
  await publishPath(root, `${path}/${SEAL}`, `${staged}/${SEAL}`);
}
async function namesIn(root, path) {
  var _stack = [];
  try {
    const directory = __using(_stack, root.open(path));
    return await readdir(directory.path);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
async function isRealDirectory(root, path) {
  return (await root.ifThere(path, (place) => lookAt(place, lstat2)))?.isDirectory() ?? false;
}

// src/home/import/publish-import.ts
var PATIENCE = 6e4;
var SELECT_PATIENCE = 60;
var PRIVATE_MODE = 384;
async function publishImport(input, publication) {
  const { home } = input;
  const { staging, durable } = publication;
  try {
    var _stack = [];
    try {
      if (durable) await syncFileSystem(staging.tree.name);
      const _2 = __using(_stack, await staging.root.at(LOCK_PATH, (place) => acquireLock(place, PATIENCE)));
      const plan = await planImport(input);
      if (!plan.changed) return plan;
      await checkStaged(plan, staging.path);
      await publishStores(plan, staging);
      const settings = mergeSettings(plan.unfinished, plan.settings);
      await writeUnfinished(staging.root, settings, staging.path);
      await publishReferences(plan, staging);
      await appendToImportsLog(staging.root, { ...publication.record, ...describe(plan, input.now), settings });
      if (durable) await syncFileSystem(home);
      await verify(input);
      return plan;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    throw fromSystemError(error, `import into ${home}`);
  }
}
async function publishStores(plan, staging) {
  await publishDocuments(plan.blobs, staging);
  for (const { path } of plan.layers) {
    const staged = stagedPath(staging.path, path);
    await publishDirectory(staging.root, path, { staged, staging: staging.path, isComplete });
  }
  await publishDocuments(plan.dispatchObjects, staging);
}
async function publishReferences(plan, staging) {
  await publishDocuments(plan.indexDocuments, staging);
  for (const path of plan.stale) await remove(path, staging);
  for (const pkg of plan.packages) await publishPackage(pkg, staging);
  for (const link of plan.links) {
    if (link.status !== "kept") await publishInstallLink(link, staging);
  }
  if (plan.ledger !== void 0) await publishLink(staging.root, plan.ledger, staging.path);
}
function isComplete(directory) {
  return targetHome(directory).isDirectory("content");
}
async function publishDocuments(documents, { root, path: staging }) {
  for (const { path, bytes } of documents) await publishFile(root, { path, bytes, mode: PRIVATE_MODE }, staging);
}
async function publishInstallLink(link, staging) {
  if (link.status !== "present") {
    var _stack = [];
    try {
      const _2 = __using(_stack, link.kind === "current" ? await holdSelectLock(link.path, staging) : void 0, true);
      await publishLink(staging.root, link, staging.path);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
  for (const reference of link.staleBackReferences) await remove(reference, staging);
}
async function holdSelectLock(link, { root }) {
  return root.at(selectLockPath(link), (place) => holdFlock(place, SELECT_PATIENCE));
}
async function remove(path, { root }) {
  await root.ifThere(path, (place) => rm(place, { force: true }));
}
function describe({ packages, layers, blobs }, now) {
  const added = packages.filter(({ state }) => state !== "complete").map(({ package: pkg }) => `${pkg.registry}/${pkg.repositories[0] ?? ""}@${pkg.leaf}`);
  return { at: now.toISOString(), added: { packages: added, layers: layers.length, blobs: blobs.length } };
}
async function verify(input) {
  const rest = await planImport(input);
  if (!rest.changed) return;
  const hint = "Run the import again, and nothing else on this home at the same time.";
  throw new BundleError("FILE_CHANGED", `Cannot verify the import into ${input.home}: the home was changed meanwhile`, {
    hint
  });
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

// src/commands/apply-import.ts
async function applyImport(plan, work) {
  if (plan.changed) return stageAndPublish(plan, work);
  await removeLeftovers(plan.home);
  return plan;
}
async function stageAndPublish(plan, work) {
  var _stack = [];
  try {
    const { bundle, input, workers, durable } = work;
    const expected = plan.layers.map((layer) => listedLayer(bundle, layer));
    const engine = __using(_stack, openEngine({ workers, expected }), true);
    const { bytes, inodes } = needsOf(plan, (layer) => listedLayer(bundle, layer));
    const spooled = work.spoolDirectory === void 0 ? spooledBytes(plan, bundle) : 0;
    await checkRoom(input.home, { bytes: bytes + spooled, inodes }, foldersOfPlan(plan));
    const staging = __using(_stack, await openHomeStaging(input.home), true);
    try {
      await inside(staging.tree, (path) => stageImport(plan, work, { engine, staging: { ...staging, path } }));
      return await publishImport(input, {
        staging,
        durable,
        record: {
          bundle: { name: bundle.name, digest: bundle.digest },
          source: bundle.content.name,
          roots: input.closure.roots.map(({ identifier }) => identifier)
        }
      });
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
  const { bundle, input, compose, reporter, signal } = work;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  const layers = inManifestOrder(plan, bundle);
  const blobs = layers.map(({ change, listed }) => ({
    ...layerBlob(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    links: links.from(change)
  }));
  const total = contentOf(plan, bundle);
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
  await fixLayerModes(plan, staging);
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
function inManifestOrder(plan, bundle) {
  const places = new Map(Array.from(bundle.blobs.keys(), (digest, place2) => [digest, place2]));
  const place = ({ blob }) => places.get(blob) ?? 0;
  return plan.layers.map((change) => ({ change, listed: listedLayer(bundle, change) })).toSorted((a, b) => place(a.listed) - place(b.listed));
}
function listedLayer({ config }, { registry, digest }) {
  const layer = config.layers.find((candidate) => candidate.registry === registry && candidate.digest === digest);
  if (layer === void 0) throw new Error(`the bundle lacks layer ${digest}`);
  return layer;
}
function contentOf(plan, bundle) {
  return plan.layers.reduce((sum, layer) => sum + listedLayer(bundle, layer).contentSize, 0);
}
function missingBytes(plan, bundle) {
  return bundle.content.remote?.missing(inManifestOrder(plan, bundle).map(({ listed }) => ({ digest: listed.blob })));
}
function spooledBytes(plan, bundle) {
  return Math.min(missingBytes(plan, bundle) ?? 0, MOST_SPOOLED);
}

// src/commands/choose-roots.ts
function chooseRoots(roots, wanted, defaultRegistry2) {
  if (wanted.length === 0) return roots;
  const identifiers = wanted.map((text) => ({ text, identifier: parseIdentifier(text, defaultRegistry2) }));
  const absent = identifiers.filter(({ identifier }) => !roots.some((root) => isMeant(identifier, root)));
  if (absent.length > 0) {
    const names = absent.map(({ text }) => text).join(", ");
    const there = roots.map(({ identifier }) => identifier).join(", ");
    const meant = absent.map(({ text }) => nearest(text, roots.flatMap(namesOf))).filter((name) => name !== void 0);
    throw new BundleError("PACKAGE_NOT_IN_BUNDLE", `Cannot find ${names} in the bundle: it has ${there}`, {
      ...meant.length > 0 && { hint: `Did you mean ${meant.join(", ")}?` }
    });
  }
  return roots.filter((root) => identifiers.some(({ identifier }) => isMeant(identifier, root)));
}
function namesOf({ identifier, registry, repository, tag }) {
  return [identifier, repository, ...tag === void 0 ? [] : [`${repository}:${tag}`], `${registry}/${repository}`];
}
function isMeant({ registry, repository, tag, digest }, root) {
  if (registry !== root.registry || repository !== root.repository) return false;
  if (digest !== void 0) return digest === root.leaf || digest === root.index;
  return tag === void 0 || tag === root.tag;
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
    const missing = missingBytes(plan, bundle);
    if (missing !== void 0 && plan.changed) announce(missing, bundle, request, reporter);
    const planned = {
      bundle,
      input,
      compose,
      workers,
      durable,
      ...spoolDirectory !== void 0 && { spoolDirectory: userPath(spoolDirectory, context) },
      reporter,
      signal: context.signal
    };
    const done = request.dryRun ? plan : await applyImport(plan, planned);
    await place.finish();
    const launching = await (environment === void 0 ? warnOfImport(content.closure, context) : warnOfEnvironment(environment, context));
    for (const warning of launching) reporter.warn(warning);
    const { remote } = place;
    const result = {
      ...describe2(done, bundle, content),
      dryRun: request.dryRun,
      ...remote !== void 0 && {
        fetched: {
          bytes: remote.fetched(),
          ...remote.size !== void 0 && { size: remote.size },
          ...missing !== void 0 && { missing }
        }
      },
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
function describe2(plan, bundle, { closure }) {
  const describePackage = ({ package: pkg, path, state }) => ({
    identifier: nameOf(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(plan.home, path),
    status: STATUS[state]
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
