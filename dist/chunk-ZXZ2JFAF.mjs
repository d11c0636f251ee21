import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkPlace,
  copyBlob,
  findEntryName,
  hasBlob,
  makeLayout,
  publishQuietly
} from "./chunk-3TVNHQ3D.mjs";
import {
  openUsage,
  readPieces,
  takeLease
} from "./chunk-ZI3BJL4O.mjs";
import {
  chooseRoots
} from "./chunk-M3R36IYA.mjs";
import {
  broughtOcx
} from "./chunk-VQ4XFDQI.mjs";
import {
  checkTrust
} from "./chunk-S5ASQTHA.mjs";
import {
  attachBases
} from "./chunk-WUCKIWJU.mjs";
import {
  applyImport,
  blobsToRead,
  contentOf,
  describeRepairs,
  existsAfter,
  findDamage,
  foreseen,
  listedLayer,
  missingBytes,
  spooledBytes
} from "./chunk-3OV7CLW3.mjs";
import {
  composeWhole,
  environmentRoots,
  packagesOf,
  pinned,
  projectEntries
} from "./chunk-G56PGCIM.mjs";
import {
  planImport,
  warnOfClosedFolders
} from "./chunk-WJLE7FBZ.mjs";
import {
  openPinned
} from "./chunk-DKVBKMNA.mjs";
import {
  openStoreStaging,
  unlessReadOnly,
  withLock
} from "./chunk-W5YVL5HU.mjs";
import {
  openBases
} from "./chunk-FQQMQRJK.mjs";
import {
  warnOfEnvironment,
  warnOfImport,
  withOwnOcx
} from "./chunk-RBARIIM4.mjs";
import {
  withCompanion
} from "./chunk-UI5H3SEU.mjs";
import {
  checkHome,
  checkLaunchers,
  needsOf
} from "./chunk-SBRJKEVF.mjs";
import {
  checkPlatform,
  wantedPlatform
} from "./chunk-ASDWAUWF.mjs";
import {
  homePath
} from "./chunk-CRMI3FEV.mjs";
import {
  emptyLayers,
  readBundle,
  summarizeOpened
} from "./chunk-BXJYX6N2.mjs";
import {
  openEngine
} from "./chunk-NLKNVU6L.mjs";
import {
  inHome,
  targetHome
} from "./chunk-FCHVQ5G7.mjs";
import {
  nameOf
} from "./chunk-52KWDJG3.mjs";
import {
  indexRootPath,
  slugOfPart
} from "./chunk-FDJWJL6G.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-B72G32SU.mjs";
import {
  findLockedProject
} from "./chunk-WLTXINVL.mjs";
import {
  MANAGED_CONFIG,
  defaultRegistry,
  isSet,
  memberOf,
  patchSources,
  readConfigFiles
} from "./chunk-6WYLAPNC.mjs";
import {
  readToml
} from "./chunk-6UD7RHXT.mjs";
import {
  formatIdentifier
} from "./chunk-YQBKD3BK.mjs";
import {
  hostPlatform
} from "./chunk-2PJXGMJF.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  formatPlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  blobPath
} from "./chunk-OUNWGCP3.mjs";
import {
  isManifestType
} from "./chunk-4DSASQNQ.mjs";
import {
  openByPath
} from "./chunk-TUPD2LI7.mjs";
import {
  lookAt
} from "./chunk-JH3NGZWR.mjs";
import {
  userPath
} from "./chunk-PDOXIJT4.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  algorithmOf,
  digester
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/import-bundle.ts
import { existsSync } from "node:fs";
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

// src/commands/import/import-disk.ts
function importDisk(plan, { bundle, spoolDirectory }) {
  const { bytes, content } = needsOf(plan, (layer) => listedLayer(bundle, layer));
  const spooled = spooledBytes(blobsToRead(plan, plan.layers, bundle), bundle);
  return {
    written: content,
    peak: [
      ...bytes === 0 ? [] : [{ use: "staging", path: plan.home, bytes }],
      ...spooled === 0 ? [] : [{ use: "spool", path: spoolDirectory ?? plan.home, bytes: spooled }]
    ]
  };
}

// src/commands/import/import-environment.ts
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

// src/store/store-first.ts
import { join as join2 } from "node:path";

// src/store/keeper.ts
function openKeeper(store) {
  const opened = new AsyncDisposableStack();
  let held = [];
  let hasLease = false;
  let staging;
  const hold = async (blobs) => {
    held = blobs;
    const digests = blobs.map(({ digest }) => digest);
    if (!hasLease) opened.use(await takeLease(store, digests));
    hasLease = true;
  };
  return {
    async hold(blobs) {
      await unlessReadOnly(() => hold(blobs));
    },
    begin: (blobs) => unlessReadOnly(async () => {
      staging ??= opened.use(await openStoreStaging(store));
      await makeLayout(store, staging);
      await hold(blobs);
      await notePartial(store, blobs);
      return staging;
    }),
    async end({ digest, name }, place, isDocument) {
      const [root] = held;
      if (!hasLease || root?.digest !== digest) return;
      const documents = held.filter(isDocument);
      const lacking = await lackingIn(store, held);
      if (held.every((blob) => documents.includes(blob) || lacking.includes(blob))) return;
      await unlessReadOnly(async () => {
        staging ??= opened.use(await openStoreStaging(store));
        for (const descriptor of documents.filter((each) => lacking.includes(each)).toReversed()) {
          const bytes = await place.open(descriptor);
          if (bytes !== void 0) await copyBlob(staging, { descriptor, bytes, place: place.name, isAhead: false });
        }
        const isWhole = (await lackingIn(store, held)).length === 0;
        if (isWhole) await publishQuietly(store, staging, { root, name, origin: place.name });
        else await notePartial(store, held);
      });
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync()
  };
}
async function lackingIn(store, blobs) {
  const lacking = [];
  for (const blob of blobs) if (!await hasBlob(store, blob)) lacking.push(blob);
  return lacking;
}
async function notePartial(store, [manifest, ...blobs]) {
  if (manifest === void 0) return;
  await withLock(store, async () => {
    var _stack = [];
    try {
      const content = __using(_stack, openDirectoryLayout(store), true);
      if ((await content.roots()).some(({ digest }) => digest === manifest.digest)) return;
      const usage = __using(_stack, openUsage(store));
      const digests = [manifest, ...blobs].map(({ digest }) => digest);
      usage.setPartial({ root: manifest.digest, used: Date.now(), digests });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  });
}

// src/store/store-first.ts
var PIECE = 1024 * 1024;
function storeFirst(store, place) {
  const keeper = openKeeper(store);
  const found = /* @__PURE__ */ new Map();
  const sources = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map();
  const amounts = { taken: 0, kept: 0 };
  let expected = [];
  const settle = (digest, source) => {
    sources.set(digest, source);
    source.then(
      (bytes) => known.set(digest, bytes),
      () => void 0
    );
    return source;
  };
  const bytesOf = (both) => {
    const { descriptor, far, stored } = both;
    const { digest, size } = descriptor;
    const find = () => sources.get(digest) ?? settle(digest, choose(both, place.name));
    return {
      name: far?.name ?? stored?.name ?? digest,
      size: far?.size ?? size,
      locate: (offset, length) => known.get(digest)?.locate(offset, length) ?? find().then((bytes) => bytes.locate(offset, length)),
      read: async (offset, length) => (await find()).read(offset, length),
      release(offset, length) {
        if (known.get(digest) === far) far?.release?.(offset, length);
      }
    };
  };
  const provide = async (waiting, spool, opened) => {
    const lacking = [];
    for (const [each, { resolve }] of waiting) {
      if (each.stored !== void 0 && await isGood(each, spool.signal)) {
        amounts.taken += each.stored.size;
        resolve(each.stored);
      } else lacking.push(each);
    }
    if (lacking.length === 0) return;
    const staging = await keeper.begin(expected);
    const descriptors = lacking.map(({ descriptor }) => descriptor);
    opened.use(place.prefetch(descriptors, spool));
    for (const each of lacking) {
      const { descriptor, far } = each;
      if (staging === void 0 || far === void 0)
        waiting.get(each)?.resolve(choose({ ...each, stored: void 0 }, place.name));
      else {
        await copyBlob(staging, { descriptor, bytes: far, place: place.name, isAhead: true });
        amounts.kept += far.size;
        waiting.get(each)?.resolve(await openStored(store, descriptor));
      }
    }
  };
  const { remote } = place;
  return {
    ...place,
    amounts,
    async expect(blobs, which) {
      await place.expect(blobs, which);
      if (await isDirectoryLayout(store)) await keeper.hold(blobs);
      else await checkPlace(store);
      expected = blobs;
    },
    async open(descriptor) {
      const { digest } = descriptor;
      const far = await place.open(descriptor);
      if (!expected.some((blob) => blob.digest === digest)) return far;
      const stored = await hasBlob(store, descriptor) ? await openStored(store, descriptor) : void 0;
      if (far === void 0 && stored === void 0) return void 0;
      const both = { descriptor, far, stored };
      found.set(digest, both);
      return bytesOf(both);
    },
    prefetch(blobs, spool) {
      const wanted = new Set(blobs.flatMap(({ digest }) => found.get(digest) ?? []));
      const waiting = new Map(Array.from(wanted, (each) => [each, Promise.withResolvers()]));
      for (const [{ descriptor }, { promise }] of waiting) void settle(descriptor.digest, promise);
      const over = new AbortController();
      const opened = new AsyncDisposableStack();
      const signal = AbortSignal.any([spool.signal, over.signal]);
      const work = provide(waiting, { ...spool, signal }, opened).catch((error) => {
        for (const { reject } of waiting.values()) reject(error);
      });
      return {
        async [Symbol.asyncDispose]() {
          over.abort(new Error("nobody waits any more"));
          await work;
          await opened.disposeAsync();
        }
      };
    },
    ...remote && {
      remote: {
        get size() {
          return remote.size;
        },
        fetched: () => remote.fetched(),
        missing: (blobs) => remote.missing(blobs.filter(({ digest }) => found.get(digest)?.stored === void 0))
      }
    },
    keep: (bundle, isDocument) => keeper.end(bundle, place, isDocument),
    async [Symbol.asyncDispose]() {
      await keeper[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    }
  };
}
async function choose(both, place) {
  const { descriptor, far, stored } = both;
  if (stored !== void 0 && await isGood(both)) return stored;
  if (far !== void 0) return far;
  const found = `its bytes in the store are damaged, and ${place} lacks it`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot read blob ${descriptor.digest}: ${found}`);
}
async function isGood({ descriptor, stored }, signal) {
  if (stored === void 0) return false;
  const hash = digester(algorithmOf(descriptor.digest));
  for await (const piece of readPieces(stored, { start: 0, end: stored.size, most: PIECE })) {
    signal?.throwIfAborted();
    hash.update(piece);
  }
  return hash.digest() === descriptor.digest;
}
async function openStored(store, { digest }) {
  const path = join2(store, blobPath(digest));
  const bytes = await openByPath(path);
  if (bytes !== void 0) return bytes;
  throw new BundleError("FILE_NOT_FOUND", `Cannot read ${path}: it was removed while it was in use`);
}

// src/commands/places/import-store.ts
async function openBehindStore({ store }, { context, say }, open) {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"] ?? "";
  const path = given === "" ? void 0 : userPath(given, context);
  const place = await open();
  if (path === void 0) return { place, keep: async () => {
  } };
  const stored = storeFirst(path, place);
  return {
    place: stored,
    async keep({ digest, manifest, config, name }) {
      const read = /* @__PURE__ */ new Set([manifest.config.digest, config.store.blob]);
      const isDocument = (blob) => isManifestType(blob.mediaType) || read.has(blob.digest);
      await stored.keep({ digest, name: findEntryName(name) }, isDocument);
      const { taken, kept } = stored.amounts;
      if (taken + kept > 0) say(`Store ${path}: ${prettyBytes(taken)} taken from it, ${prettyBytes(kept)} added to it`);
    }
  };
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
    const behind = await openBehindStore(
      request,
      { context, say: reporter.say },
      () => openInput(request.source, context, { spoolDirectory, ...logsOf(reporter) })
    );
    const place = __using(_stack, behind.place, true);
    const wanted = await wantedPlatform(request.platform);
    const opened = await openPinned(place, request.digest, { platform: wanted });
    const question = { source: request.source, request: request.trust, home };
    const trust = await checkTrust(opened, question, context, reporter);
    const content = await readWanted(opened, request.packages, wanted, await defaultRegistry({ ...context, home }));
    await checkHome(home);
    checkLaunchers(home, content.closure.packages);
    const project = await findLockedProject(request.project, opened.config.project, { ...context, home });
    const settings = { ...context, home, ...project !== void 0 && { project: project.directory } };
    const configured = await checkConfiguration(settings, content.closure.packages, request.allowUnverified);
    const input = {
      home,
      ...content,
      bundle: opened.digest,
      ...opened.descriptor.digest !== opened.digest && { manifest: opened.descriptor.digest },
      shared: request.shared === true,
      emptyLayers: emptyLayers(opened.config),
      ...opened.config.ocx !== void 0 && { ocx: opened.config.ocx },
      repair: request.repair === true,
      onConflict: request.onConflict,
      select: request.select,
      host: request.platform === void 0 ? wanted : await hostPlatform(),
      ...project !== void 0 && { project },
      now: /* @__PURE__ */ new Date()
    };
    const plan = await planImport(input);
    const compose = composer(opened, { ...input, project }, request);
    const composed = compose(existsAfter(plan));
    for (const warning of [...configured, ...plan.warnings]) reporter.warn(warning);
    const { durable, workers = availableParallelism() } = request;
    const damage = request.repair === true ? await lookForDamage(plan, opened, workers) : void 0;
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const bases = await openBases(request.bases ?? [], context, { stack, ...logsOf(reporter) });
    const needed = [...plan.layers, ...damage?.layers ?? []];
    const bundle = await attachBases(opened, needed, { home, bases, closure: content.closure });
    const missing = missingBytes(blobsToRead(plan, needed, bundle), bundle);
    if (missing !== void 0 && (plan.changed || missing > 0)) announce(missing, bundle, request, reporter);
    const planned = {
      bundle,
      input,
      compose,
      workers,
      durable,
      concurrency: request.concurrency,
      ...spoolDirectory !== void 0 && { spoolDirectory: userPath(spoolDirectory, context) },
      ...damage !== void 0 && { damage },
      reporter,
      signal: context.signal
    };
    const disk = importDisk({ ...plan, layers: [...plan.layers, ...damage?.layers ?? []] }, planned);
    const { plan: done, repairs } = request.dryRun ? { plan, repairs: foreseen(plan, damage) } : await applyImport(plan, planned);
    await place.finish();
    if (!request.dryRun) await behind.keep(bundle);
    const ocx = broughtOcx(content.closure.roots, bundle.config);
    const places = { home, brought: ocx && { ...ocx, isComing: request.dryRun } };
    const environment = composed && await withOwnOcx(composed, places, { ...context, form: "job" });
    const launching = await (environment === void 0 ? warnOfImport(content.closure, places, context) : warnOfEnvironment(environment, context));
    const closed = request.shared === true ? await warnOfClosedFolders(targetHome(home), content.closure) : [];
    for (const warning of [...launching, ...closed]) reporter.warn(warning);
    const { remote } = place;
    const result = {
      ...describe(done, bundle, content),
      ...damage !== void 0 && describeRepairs(done, repairs),
      dryRun: request.dryRun,
      disk,
      ...remote !== void 0 && {
        fetched: {
          bytes: remote.fetched(),
          ...remote.size !== void 0 && { size: remote.size },
          ...missing !== void 0 && { missing }
        }
      },
      pinned: request.digest !== void 0,
      ...trust !== void 0 && { trust },
      needsOffline: content.closure.roots.some((root) => root.declaredBy === "lock" && !isIndexed(home, root)),
      ...project !== void 0 && {
        project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] }
      },
      ...environment !== void 0 && { environment },
      warnings: [...configured, ...done.warnings, ...launching, ...closed]
    };
    return { result, summary: await summarizeOpened(opened, { ...content, closure: content.whole }), origin: place.name };
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
  return existsSync(inHome(home, indexRootPath(registry, repository)));
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
    choose: (roots, whole) => withCompanion(chooseRoots(roots, packages, unnamed), whole),
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
  const describePackage = ({ package: pkg, path, state, isDamaged }) => ({
    identifier: nameOf(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(plan.home, path),
    status: isDamaged ? "repaired" : STATUS[state]
  });
  return {
    home: plan.home,
    bundle: { ...nameBundle(bundle), platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map(describePackage),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    ...plan.ocx !== void 0 && {
      ocx: { path: inHome(plan.home, plan.ocx.path), digest: plan.ocx.digest, status: OCX_STATUS[plan.ocx.state] }
    },
    roots: closure.roots.map(
      ({ registry, repository, tag, leaf }) => formatIdentifier({ registry, repository, ...tag !== void 0 && { tag }, digest: leaf })
    )
  };
}
function nameBundle({ name, digest, descriptor }) {
  return { name, digest, ...descriptor.digest !== digest && { manifestDigest: descriptor.digest } };
}
var OCX_STATUS = { missing: "added", altered: "repaired", present: "present" };
var STATUS = { missing: "added", incomplete: "repaired", complete: "present" };

export {
  importBundle,
  importAndSummarize
};
