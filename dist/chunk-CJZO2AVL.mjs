import {
  LOCK_PATH_53,
  LOG_PATH_53,
  UNFINISHED_PATH_53,
  configOf_52,
  keptConfigPath_53,
  mergeSettings_53
} from "./chunk-K43KNPF3.mjs";
import {
  planImport_11
} from "./chunk-FSTK3HQJ.mjs";
import {
  FILE_MODE_120,
  checkStaged,
  moveAside,
  publishDirectory,
  publishExecutable,
  publishFile,
  publishLink,
  publishPath,
  stagedPath_47,
  syncFileSystem,
  writeNew
} from "./chunk-JEP5C7PX.mjs";
import {
  formatIdentifier_69
} from "./chunk-5LQVMTV5.mjs";
import {
  targetHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  acquireLock,
  openTree
} from "./chunk-7J76XCFF.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// from-joined:src/home/plan/check-paths.ts
import { checkPaths_58, checkPlanned_58, foldersOfPlan_58, selectLockPath_58, writtenFolders_58, writtenPaths_58 } from "./core.mjs";

// src/home/publish/publish-import.ts
import { rm as rm2 } from "node:fs/promises";

// src/io/flock.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
var TIMED_OUT = 1;
var DESCRIPTOR = 3;
async function holdFlock(path, timeout, { make = true } = {}) {
  const file = await openFile(path, make ? constants.O_CREAT : 0);
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
async function openFile(path, more) {
  try {
    return await open(path, constants.O_RDWR + constants.O_NOFOLLOW + more, 438);
  } catch (error) {
    throw fromSystemError(error, `lock ${path}`);
  }
}
function failed(path, status) {
  if (status === TIMED_OUT) return new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: another process holds it`);
  return new BundleError("IO_FAILED", `Cannot lock ${path}: flock ended with ${status ?? "a signal"}`);
}

// from-joined:src/home/contents/shared-files.ts
import { SHARED_MODE_56, shareFile_56, unreadableFiles_56, warnOfClosedFolders_56 } from "./core.mjs";

// src/home/publish/await-installs.ts
import { createHash } from "node:crypto";
var INSTALL_PATIENCE = 60;
var NAME_LENGTH = 32;
async function awaitInstalls(packages, root) {
  for (const { package: pkg, state } of packages) {
    if (state === "complete") continue;
    const { registry, leaf } = pkg;
    const lock = `temp/${stagingName(registry, leaf)}.lock`;
    if (!await targetHome_48(root.name).exists(lock)) continue;
    try {
      var _stack = [];
      try {
        const _2 = __using(_stack, await root.ifThere(lock, (place) => holdFlock(place, INSTALL_PATIENCE, { make: false })), true);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      if (error.code === "FILE_NOT_FOUND") continue;
      if (error.code !== "LOCK_TIMEOUT") throw error;
      const name = formatIdentifier_69({ registry, repository: pkg.repositories[0] ?? "", digest: leaf });
      const message = `Cannot verify the import into ${root.name}: \`ocx\` is still installing ${name}`;
      const hint = "Run the import again when `ocx` has ended: it may have replaced what was imported.";
      throw new BundleError("LOCK_TIMEOUT", message, { cause: error, hint });
    }
  }
}
function stagingName(registry, leaf) {
  return createHash("sha256").update(`${registry}\0${leaf}`).digest("hex").slice(0, NAME_LENGTH);
}

// src/home/publish/hold-index-locks.ts
import { createHash as createHash2 } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
var INDEX_PATIENCE = 60;
var LOCKS = "locks";
async function holdIndexLocks(paths, root) {
  var _stack = [];
  try {
    const names = /* @__PURE__ */ new Set();
    for (const [folder, documents] of Map.groupBy(paths, folderOfRegistry)) {
      for (const name of await locksIn(folder, documents, root)) names.add(name);
    }
    if (names.size === 0) return void 0;
    await root.at(LOCKS, (place) => mkdir(place).catch(unlessThere));
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const locks = stack.use(openTree(`${root.name}/${LOCKS}`));
    for (const name of names) {
      const held = await locks.at(name, (place) => holdFlock(place, INDEX_PATIENCE));
      if (held !== void 0) stack.use(held);
    }
    return stack.move();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function folderOfRegistry(path) {
  return path.split("/", 2).join("/");
}
async function locksIn(folder, documents, root) {
  const guarded = await root.ifThere(folder, (place) => stat(place, { bigint: true }).catch(unlessAbsent));
  if (guarded === void 0) return [];
  const name = (scope, what) => {
    const key = `${guarded.dev}:${guarded.ino}:${scope}:${what}`;
    const hex = createHash2("sha256").update(key).digest("hex");
    return `${hex.slice(0, 2)}/${hex.slice(2)}.lock`;
  };
  const shared = ["config.json", "c/index.json"].map((path) => `${folder}/${path}`);
  const isPublished = shared.some((path) => documents.includes(path)) || await hasAny(shared, root);
  if (isPublished) return [name("index-catalog", "c/index.json")];
  return documents.map((path) => name("index-root", path.slice(`${folder}/p/`.length, -".json".length)));
}
async function hasAny(paths, root) {
  for (const path of paths) if (await root.ifThere(path, (place) => lookAt(place)) !== void 0) return true;
  return false;
}
function unlessAbsent(error) {
  if (errnoOf(error) !== "ENOENT") throw error;
}
function unlessThere(error) {
  if (errnoOf(error) !== "EEXIST") throw error;
}

// src/home/publish/publish-package.ts
import { randomUUID } from "node:crypto";
import { chmod, lstat, readdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
var SEAL = "install.json";
var REFERENCES = "refs";
var BACK_REFERENCES = "refs/symlinks";
async function publishPackage(plan, staging) {
  const { path } = plan;
  const staged = stagedPath_47(staging.path, path);
  if (plan.state === "missing") {
    for (const { path: reference, target } of plan.backReferences) {
      const link = { path: `${basename(staged)}/${relative(path, reference)}`, target };
      await publishLink(staging.tree, link, staging.path);
    }
    await publishPath(staging.root, path, staged);
    return;
  }
  if (plan.state === "incomplete") await replacePackage(path, staged, staging);
  for (const document of plan.documents) await publishDocument(document, staging);
  for (const link of [...plan.references, ...plan.backReferences]) await publishLink(staging.root, link, staging.path);
}
async function publishDocument({ path, bytes, mode, isLauncher }, { root, path: staging }) {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  if (isLauncher) await chmod(staged, mode);
  await publishPath(root, path, staged);
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
  return (await root.ifThere(path, (place) => lookAt(place, lstat)))?.isDirectory() ?? false;
}

// src/home/publish/write-imports-log.ts
import { constants as constants2 } from "node:fs";
import { appendFile, readFile, rm } from "node:fs/promises";
var APPEND = constants2.O_WRONLY + constants2.O_APPEND + constants2.O_CREAT + constants2.O_NOFOLLOW;
async function writeUnfinished(home, settings, staging) {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile(home, { path: UNFINISHED_PATH_53, bytes, mode: 438 }, staging);
}
async function appendToImportsLog(home, record) {
  await appendLine(home, record);
  await home.ifThere(UNFINISHED_PATH_53, (place) => rm(place, { force: true }));
}
async function appendForgotten(home, line) {
  await appendLine(home, line);
}
async function appendLine(home, line) {
  await home.at(LOG_PATH_53, async (place) => {
    const text = `${await isTorn(place) ? "\n" : ""}${JSON.stringify(line)}
`;
    await appendFile(place, text, { flag: APPEND });
  });
}
async function isTorn(path) {
  const text = await readFile(path, { encoding: "utf8", flag: constants2.O_RDONLY + constants2.O_NOFOLLOW }).catch(
    (error) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    }
  );
  return text !== "" && !text.endsWith("\n");
}

// src/home/publish/publish-import.ts
var LOCK_PATIENCE = 6e4;
var SELECT_PATIENCE = 60;
var PRIVATE_MODE = 384;
async function publishImport(input, publication) {
  const { home } = input;
  const { staging, durable } = publication;
  try {
    var _stack = [];
    try {
      if (durable) await flush(staging);
      const _2 = __using(_stack, await staging.root.at(LOCK_PATH_53, (place) => acquireLock(place, LOCK_PATIENCE)));
      const { plan, settings } = await carryOut(input, staging);
      const repaired = await publication.repair?.(plan) ?? [];
      if (!plan.changed && !plan.isUnrecorded && repaired.length === 0) return plan;
      const record = { ...publication.record, ...describe(plan, input.now), settings };
      const { config } = publication;
      if (config !== void 0)
        await publishDocuments([{ path: keptConfigPath_53(configOf_52(record)), bytes: config }], staging, FILE_MODE_120);
      await appendToImportsLog(staging.root, { ...record, ...repaired.length > 0 && { repaired } });
      if (durable) await flush(staging);
      await awaitInstalls(plan.packages, staging.root);
      await verify(input, staging);
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
async function carryOut(input, staging) {
  var _stack = [];
  try {
    const first = await planImport_11(input);
    const documents = [...first.indexDocuments.map(({ path }) => path), ...first.stale];
    const locks = __using(_stack, await holdIndexLocks(documents, staging.root), true);
    const plan = locks === void 0 ? first : await planImport_11(input);
    const settings = mergeSettings_53(plan.unfinished, plan.settings);
    if (plan.changed) {
      await checkStaged(plan, staging);
      const mode = input.shared === true ? SHARED_MODE_56 : PRIVATE_MODE;
      await publishStores(plan, staging, mode);
      if (settings.length > 0) await writeUnfinished(staging.root, settings, staging.near(UNFINISHED_PATH_53));
      await publishReferences(plan, staging, mode);
    }
    return { plan, settings };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function flush({ places }) {
  for (const place of places) await syncFileSystem(place);
}
async function publishStores(plan, staging, mode) {
  await publishDocuments(plan.blobs, staging, mode);
  await publishDocuments(plan.layerDigests, staging, FILE_MODE_120);
  for (const { path } of plan.layers) {
    const staged = stagedPath_47(staging.path, path);
    await publishDirectory(staging.root, path, { staged, staging: staging.path, isComplete });
  }
  await publishDocuments(plan.dispatchObjects, staging, mode);
  await publishExecutable(plan.ocx, staging);
}
async function publishReferences(plan, staging, mode) {
  await publishDocuments(plan.indexDocuments, staging, mode);
  const written = new Set([...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments].map(({ path }) => path));
  for (const path of plan.unreadable) if (!written.has(path)) await shareFile_56(staging.root, path);
  for (const path of plan.stale) await remove(path, staging);
  for (const pkg of plan.packages) await publishPackage(pkg, staging);
  for (const link of plan.links) {
    if (link.status !== "kept") await publishInstallLink(link, staging);
  }
  if (plan.ledger !== void 0) await publishLink(staging.root, plan.ledger, staging.near(plan.ledger.path));
}
function isComplete(directory) {
  return targetHome_48(directory).hasEntries("content");
}
async function publishDocuments(documents, { root, near }, mode) {
  for (const { path, bytes } of documents) await publishFile(root, { path, bytes, mode }, near(path));
}
async function publishInstallLink(link, staging) {
  if (link.status !== "present") {
    var _stack = [];
    try {
      const _2 = __using(_stack, link.kind === "current" ? await holdSelectLock(link.path, staging) : void 0, true);
      await publishLink(staging.root, link, staging.near(link.path));
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
  return root.at(selectLockPath_58(link), (place) => holdFlock(place, SELECT_PATIENCE));
}
async function remove(path, { root }) {
  await root.ifThere(path, (place) => rm2(place, { force: true }));
}
function describe({ packages, layers, blobs, relies, registration, ledger, ocx }, now) {
  const added = packages.filter(({ state, isDamaged }) => state !== "complete" || isDamaged).map(({ package: pkg }) => `${pkg.registry}/${pkg.repositories[0] ?? ""}@${pkg.leaf}`);
  return {
    at: now.toISOString(),
    added: { packages: added, layers: layers.length, blobs: blobs.length },
    relies,
    ...registration !== void 0 && { registration: { ...registration, isOwn: ledger !== void 0 } },
    ...ocx !== void 0 && { ocx: ocx.digest }
  };
}
async function verify(input, staging) {
  let rest = await planImport_11(input);
  if (rest.packages.some(
    ({ state, references, backReferences }) => state === "complete" && [...references, ...backReferences].length > 0
  )) {
    for (const pkg of rest.packages) if (pkg.state === "complete") await publishPackage(pkg, staging);
    rest = await planImport_11(input);
  }
  if (!rest.changed) return;
  const hint = "Run the import again, and nothing else on this home at the same time.";
  throw new BundleError("FILE_CHANGED", `Cannot verify the import into ${input.home}: the home was changed meanwhile`, {
    hint
  });
}

export {
  holdFlock,
  foldersOfPlan_58,
  selectLockPath_58,
  writtenFolders_58,
  writtenPaths_58,
  holdIndexLocks,
  appendForgotten,
  LOCK_PATIENCE,
  SELECT_PATIENCE,
  PRIVATE_MODE,
  publishImport
};
