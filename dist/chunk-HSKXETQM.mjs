import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkPlace,
  copyBlob,
  findEntryName,
  hasBlob,
  hashBlob,
  makeLayout,
  publishQuietly
} from "./chunk-3H7UQLAP.mjs";
import {
  openUsage
} from "./chunk-LZWP3BAJ.mjs";
import {
  takeLease
} from "./chunk-TBYNA4VQ.mjs";
import {
  chooseRoots
} from "./chunk-3DPBQU72.mjs";
import {
  checkTrust
} from "./chunk-OY3WPCIP.mjs";
import {
  attachBases
} from "./chunk-4FYIQ53Y.mjs";
import {
  applyImport,
  blobsToRead,
  checkHome,
  contentOf,
  describeRepairs,
  existsAfter,
  findDamage,
  foreseen,
  listedLayer,
  missingBytes,
  needsOf,
  spooledBytes
} from "./chunk-WZ6O4CHR.mjs";
import {
  broughtOcx,
  composeWhole,
  environmentRoots,
  packagesOf,
  pinned,
  projectEntries
} from "./chunk-AODXNE5E.mjs";
import {
  planImport,
  warnOfClosedFolders
} from "./chunk-DUYJ3MSW.mjs";
import {
  openPinned
} from "./chunk-MOKZLL2L.mjs";
import {
  checkConfiguration
} from "./chunk-POFVI4IF.mjs";
import {
  openStoreStaging,
  unlessReadOnly,
  withLock
} from "./chunk-DX3MVPED.mjs";
import {
  openBases
} from "./chunk-LZKOKQVL.mjs";
import {
  warnOfEnvironment,
  warnOfImport,
  withOwnOcx
} from "./chunk-OLHEA6IJ.mjs";
import {
  withCompanion
} from "./chunk-3H7QWYDN.mjs";
import {
  checkLaunchers
} from "./chunk-7KLKWXHD.mjs";
import {
  wantedPlatform
} from "./chunk-7HUFH4L4.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import {
  emptyLayers,
  readBundle,
  summarizeOpened
} from "./chunk-44B67EQL.mjs";
import {
  openEngine
} from "./chunk-ZPY25SBQ.mjs";
import {
  inHome,
  targetHome
} from "./chunk-RV4YW7OT.mjs";
import {
  nameOf
} from "./chunk-QWR6D4BE.mjs";
import {
  indexRootPath
} from "./chunk-ZJCH65HB.mjs";
import {
  openInput
} from "./chunk-2B2O3OFS.mjs";
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-IVQG6HY5.mjs";
import {
  findLockedProject
} from "./chunk-VKFIFHLR.mjs";
import {
  defaultRegistry
} from "./chunk-2QCDEMMI.mjs";
import {
  formatIdentifier
} from "./chunk-A6NZBLUU.mjs";
import {
  hostPlatform
} from "./chunk-BKIACKWB.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  isManifestType
} from "./chunk-DRDCQQXR.mjs";
import {
  fits,
  formatPlatform,
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  blobPath
} from "./chunk-43CYBOMS.mjs";
import {
  openByPath
} from "./chunk-CMAWYLIG.mjs";
import {
  expandTilde,
  temporaryDirectory,
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/import/check-machine.ts
async function checkMachine(home, { packages }, exported, { project: named, allowUnverified }, context) {
  await checkHome(home);
  checkLaunchers(home, packages);
  const place = { ...context, home };
  const path = named && expandTilde(named, context);
  const project = await findLockedProject(path, exported, place);
  const settings = { ...place, ...project !== void 0 && { project: project.directory } };
  return { project, warnings: await checkConfiguration(settings, packages, allowUnverified) };
}

// src/commands/import/describe-import.ts
import { existsSync } from "node:fs";
function describeImport({ plan, repairs }, prepared, { dryRun, pinned: pinned2, trust, project, environment, warnings }) {
  const { bundle, damage, disk, missing } = prepared;
  const { closure } = prepared.input;
  const { remote } = bundle.content;
  return {
    home: plan.home,
    bundle: { ...nameBundle(bundle), platform: formatPlatform(bundle.config.platform) },
    changed: plan.changed,
    packages: plan.packages.map((pkg) => describePackage(pkg, prepared.input)),
    ...plan.counts,
    bytesAdded: contentOf(plan, bundle),
    links: plan.links.map(({ path, status }) => ({ path: inHome(plan.home, path), status })),
    conflicts: plan.conflicts,
    ...plan.ocx !== void 0 && {
      ocx: { path: inHome(plan.home, plan.ocx.path), digest: plan.ocx.digest, status: OCX_STATUS[plan.ocx.state] }
    },
    roots: closure.roots.map(
      ({ registry, repository, tag, leaf }) => formatIdentifier({ registry, repository, ...tag !== void 0 && { tag }, digest: leaf })
    ),
    ...damage !== void 0 && describeRepairs(plan, repairs),
    dryRun,
    disk,
    ...remote !== void 0 && {
      fetched: {
        bytes: remote.fetched(),
        ...remote.size !== void 0 && { size: remote.size },
        ...missing !== void 0 && { missing }
      }
    },
    pinned: pinned2,
    ...trust !== void 0 && { trust },
    needsOffline: closure.roots.some((root) => root.declaredBy === "lock" && !isIndexed(plan.home, root)),
    ...project !== void 0 && {
      project: { directory: project.directory, groups: bundle.config.project?.groups ?? [] }
    },
    ...environment !== void 0 && { environment },
    warnings
  };
}
function describePackage({ package: pkg, path, state, isDamaged }, { home, closure }) {
  return {
    identifier: nameOf(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(home, path),
    status: isDamaged ? "repaired" : STATUS[state]
  };
}
function isIndexed(home, { registry, repository }) {
  return existsSync(inHome(home, indexRootPath(registry, repository)));
}
function nameBundle({ name, digest, descriptor }) {
  return { name, digest, ...descriptor.digest !== digest && { manifestDigest: descriptor.digest } };
}
var OCX_STATUS = { missing: "added", altered: "repaired", present: "present" };
var STATUS = { missing: "added", incomplete: "repaired", complete: "present" };

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

// src/commands/import/prepare-import.ts
import { availableParallelism } from "node:os";

// src/commands/import/import-disk.ts
function importDisk(plan, { bundle, spoolDirectory }, pipe) {
  const { bytes, content } = needsOf(plan, (layer) => listedLayer(bundle, layer));
  const spooled = spooledBytes(blobsToRead(plan, plan.layers, bundle), bundle);
  return {
    written: content,
    peak: [
      ...bytes === 0 ? [] : [{ use: "staging", path: plan.home, bytes }],
      ...pipe === void 0 ? [] : [{ use: "spool", path: pipe.spool, bytes: blobBytes(bundle) }],
      ...spooled === 0 ? [] : [{ use: "spool", path: spoolDirectory ?? plan.home, bytes: spooled }]
    ]
  };
}
function blobBytes({ stored }) {
  return stored.blobs.values().reduce((sum, { size }) => sum + size, 0);
}

// src/commands/import/prepare-import.ts
async function prepareImport({
  plan,
  opened,
  input,
  compose
}, means, {
  context,
  reporter,
  stack
}) {
  const { workers = availableParallelism(), durable, concurrency, spoolDirectory } = means;
  const damage = means.repair === true ? await lookForDamage(plan, opened, workers) : void 0;
  const bases = await openBases(means.bases ?? [], context, { stack, ...logsOf(reporter) });
  const needed = [...plan.layers, ...damage?.layers ?? []];
  const { home, closure } = input;
  const engine = opened.delta === void 0 ? void 0 : stack.use(openEngine({ workers }));
  const bundle = engine === void 0 ? opened : await attachBases(opened, needed, { engine, home, bases, closure });
  const missing = missingBytes(blobsToRead(plan, needed, bundle), bundle);
  if (missing !== void 0 && (plan.changed || missing > 0)) announce(missing, bundle, means, reporter);
  const planned = {
    bundle,
    input,
    compose,
    workers,
    ...engine !== void 0 && { engine },
    durable,
    concurrency,
    ...spoolDirectory !== void 0 && { spoolDirectory: userPath(spoolDirectory, context) },
    ...damage !== void 0 && { damage },
    reporter,
    signal: context.signal
  };
  const spool = planned.spoolDirectory ?? temporaryDirectory();
  const pipe = means.source.kind === "stream" ? { spool } : void 0;
  return { ...planned, plan, missing, disk: importDisk({ ...plan, layers: needed }, planned, pipe) };
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
function announce(missing, { content }, { dryRun }, reporter) {
  const amount = `${prettyBytes(missing)} of ${prettyBytes(content.remote?.size ?? missing)}`;
  reporter.say(`${dryRun ? "Would fetch" : "Fetching"} ${amount} from ${content.name}`);
}

// src/commands/import/ready-for-use.ts
async function readyForUse({ home, closure, bundle }, composed, { dryRun, shared }, context) {
  const ocx = broughtOcx(closure.roots, bundle.config);
  const places = { home, brought: ocx && { ...ocx, isComing: dryRun } };
  const environment = composed && await withOwnOcx(composed, places, { ...context, form: "job" });
  const launching = await (environment === void 0 ? warnOfImport(closure, places, context) : warnOfEnvironment(environment, context));
  const closed = shared === true ? await warnOfClosedFolders(targetHome(home), closure) : [];
  return { environment, warnings: [...launching, ...closed] };
}

// src/store/store-first.ts
import { join } from "node:path";

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
  return await hashBlob(stored, descriptor.digest, () => signal?.throwIfAborted()) === descriptor.digest;
}
async function openStored(store, { digest }) {
  const path = join(store, blobPath(digest));
  const bytes = await openByPath(path);
  if (bytes !== void 0) return bytes;
  throw new BundleError("FILE_NOT_FOUND", `Cannot read ${path}: it was removed while it was in use`);
}

// src/commands/places/import-store.ts
async function openImportPlace({ source, store, spoolDirectory }, context, reporter) {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"] ?? "";
  const path = given === "" ? void 0 : userPath(given, context);
  const place = await openInput(source, context, { spoolDirectory, ...logsOf(reporter) });
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
      if (taken + kept > 0)
        reporter.say(`Store ${path}: ${prettyBytes(taken)} taken from it, ${prettyBytes(kept)} added to it`);
    }
  };
}

// src/commands/reading/check-platform.ts
function checkPlatform({ packages, roots }, wanted) {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((pkg) => nameOf(pkg, roots)).join(", ")})`
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}

// src/commands/import-bundle.ts
async function importBundle(request, context, reporter) {
  return (await importAndSummarize(request, context, reporter)).result;
}
async function importAndSummarize(request, context, reporter) {
  var _stack = [];
  try {
    const { source, digest, dryRun } = request;
    const home = homePath(request.home, context);
    const wanted = await wantedPlatform(request.platform);
    const behind = await openImportPlace(request, context, reporter);
    const place = __using(_stack, behind.place, true);
    const opened = await openPinned(place, digest, { platform: wanted });
    const trust = await checkTrust(opened, { source, request: request.trust, home }, context, reporter);
    const content = await readWanted(opened, request.packages, wanted, await defaultRegistry({ ...context, home }));
    const { closure } = content;
    const machine = await checkMachine(home, closure, opened.config.project, request, context);
    const { project } = machine;
    const host = request.platform === void 0 ? wanted : await hostPlatform();
    const input = inputOf(opened, content, { home, host, project }, request);
    const plan = await planImport(input);
    const compose = composer(opened, input, project, request);
    const composed = compose(existsAfter(plan));
    for (const warning of [...machine.warnings, ...plan.warnings]) reporter.warn(warning);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const prepared = await prepareImport({ plan, opened, input, compose }, request, { context, reporter, stack });
    const { bundle, damage } = prepared;
    const applied = dryRun ? { plan, repairs: foreseen(plan, damage), warnings: [] } : await applyImport(plan, prepared);
    await place.finish();
    if (!dryRun) await behind.keep(bundle);
    const use = await readyForUse({ home, closure, bundle }, composed, request, context);
    for (const warning of [...applied.warnings, ...use.warnings]) reporter.warn(warning);
    const { environment } = use;
    const warnings = [...machine.warnings, ...applied.plan.warnings, ...applied.warnings, ...use.warnings];
    const answers = { dryRun, pinned: digest !== void 0, trust, project, environment, warnings };
    return {
      result: describeImport(applied, prepared, answers),
      summary: await summarizeOpened(opened, { ...content, closure: content.whole }),
      origin: place.name
    };
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
function inputOf({ digest, descriptor, config }, { closure, read }, { home, host, project }, { shared = false, repair = false, onConflict, select }) {
  return {
    home,
    closure,
    read,
    bundle: digest,
    ...descriptor.digest !== digest && { manifest: descriptor.digest },
    shared,
    emptyLayers: emptyLayers(config),
    ...config.ocx !== void 0 && { ocx: config.ocx },
    repair,
    onConflict,
    select,
    host,
    ...project !== void 0 && { project },
    now: /* @__PURE__ */ new Date()
  };
}
function composer({ config }, { home, closure }, project, request) {
  if (request.environment === void 0) return () => void 0;
  const source = importEnvironment({ closure, exported: config.project?.groups, project }, request);
  return (exists) => composeWhole(source, { home, packages: packagesOf(closure), exists });
}

export {
  importBundle,
  importAndSummarize
};
