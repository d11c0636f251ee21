import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findEntryName
} from "./chunk-S6VT2UPP.mjs";
import {
  chooseRoots
} from "./chunk-KBDPN5J3.mjs";
import {
  checkTrust
} from "./chunk-7I4FCEQI.mjs";
import {
  broughtOcx,
  composeWhole,
  environmentRoots,
  packagesOf,
  pinned,
  projectEntries
} from "./chunk-6C4SRBBV.mjs";
import {
  openPinned
} from "./chunk-FXSB4MWH.mjs";
import {
  NO_REPAIRS,
  describeRepairs,
  foreseen
} from "./chunk-SJH6JR3K.mjs";
import {
  blobsToRead,
  checkHome,
  contentOf,
  existsAfter,
  listedLayer,
  missingBytes,
  needsOf,
  spooledBytes
} from "./chunk-DEIFRA36.mjs";
import {
  planImport,
  warnOfClosedFolders
} from "./chunk-NEG642DB.mjs";
import {
  hasStaging
} from "./chunk-TGMVSWT6.mjs";
import {
  checkConfiguration
} from "./chunk-RU2N5CRO.mjs";
import {
  warnOfEnvironment,
  warnOfImport,
  withOwnOcx
} from "./chunk-SAESCJGR.mjs";
import {
  withCompanion
} from "./chunk-3H7QWYDN.mjs";
import {
  wantedPlatform
} from "./chunk-A53YNI3Z.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import {
  checkLaunchers
} from "./chunk-ZVAENZNC.mjs";
import {
  emptyLayers,
  readBundle,
  summarizeOpened
} from "./chunk-RR4ME3WQ.mjs";
import {
  packageName
} from "./chunk-IRSTIHGJ.mjs";
import {
  inHome,
  targetHome
} from "./chunk-K7OIXQE2.mjs";
import {
  indexRootPath
} from "./chunk-T75H43WP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  isManifestType
} from "./chunk-5UEIVGCP.mjs";
import {
  findLockedProject
} from "./chunk-JQG6RWFB.mjs";
import {
  defaultRegistry
} from "./chunk-O33FM3KH.mjs";
import {
  formatIdentifier
} from "./chunk-M6FOAHYW.mjs";
import {
  hostPlatform
} from "./chunk-M7SIO7OB.mjs";
import {
  fits,
  formatPlatform,
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
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

// src/commands/import/apply-import.ts
async function applyImport(plan, work) {
  const isDue = plan.changed || isDamaged(work.damage);
  if (isDue || plan.isUnrecorded) {
    const { recordImport, stageAndPublish } = await import("./stage-and-publish-NL5CYZZW.mjs");
    if (isDue) return stageAndPublish(plan, work);
    await recordImport(plan, work);
  }
  if (hasStaging(plan.home)) {
    const { removeLeftovers } = await import("./home-staging-L32WBLCX.mjs");
    await removeLeftovers(plan.home);
  }
  return { plan, repairs: NO_REPAIRS, warnings: [] };
}
function isDamaged({ layers, packages } = { layers: [], packages: [] }) {
  return layers.length > 0 || packages.length > 0;
}

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
function describePackage({ package: pkg, path, state, isDamaged: isDamaged2 }, { home, closure }) {
  return {
    identifier: packageName(pkg, closure.roots),
    digest: pkg.leaf,
    path: inHome(home, path),
    status: isDamaged2 ? "repaired" : STATUS[state]
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
  const damage = means.repair === true ? await damageOf(plan, opened, workers) : void 0;
  const needed = [...plan.layers, ...damage?.layers ?? []];
  const { bundle, engine } = await withBases(opened, needed, { input, means, workers }, { context, reporter, stack });
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
async function damageOf(...words) {
  return (await import("./repair-home-VE6JPL2D.mjs")).findDamage(...words);
}
async function withBases(...words) {
  const [bundle, , { means }] = words;
  if (bundle.delta === void 0 && (means.bases ?? []).length === 0) return { bundle };
  return (await import("./import-bases-3CPZLZKM.mjs")).attachImportBases(...words);
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

// src/commands/places/import-store.ts
async function openImportPlace({ source, store, spoolDirectory }, context, reporter) {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"] ?? "";
  const path = given === "" ? void 0 : userPath(given, context);
  const place = await openInput(source, context, { spoolDirectory, ...logsOf(reporter) });
  if (path === void 0) return { place, keep: async () => {
  } };
  const { storeFirst } = await import("./store-first-ROAGZH4X.mjs");
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
    ([platform, units]) => `for ${platform} (${units.map((pkg) => packageName(pkg, roots)).join(", ")})`
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
