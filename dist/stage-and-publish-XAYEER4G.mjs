import {
  repairHome
} from "./chunk-O7OUN6IQ.mjs";
import {
  blobsToRead_76,
  inManifestOrder_76,
  listedLayer_76,
  spooledBytes_76
} from "./chunk-D2PGZLA6.mjs";
import {
  foldersOfPlan_64,
  publishImport,
  writtenFolders_64,
  writtenPaths_64
} from "./chunk-IN6IUYDX.mjs";
import {
  openHomeStaging
} from "./chunk-F7G7NX2R.mjs";
import "./chunk-ROZKPRYL.mjs";
import "./chunk-CSIFMFRB.mjs";
import {
  existsAfter_12
} from "./chunk-BH7WWFCW.mjs";
import {
  checkExecutable
} from "./chunk-4FBRGM6P.mjs";
import "./chunk-LVO4JBEL.mjs";
import {
  EXECUTABLE_MODE_57
} from "./chunk-7BPKHUDU.mjs";
import "./chunk-65ATYS4V.mjs";
import "./chunk-KFCAUD2K.mjs";
import "./chunk-5QMOEKRD.mjs";
import {
  assemblePackages,
  contentLinks,
  fixLayerModes,
  stagedLayer
} from "./chunk-UVC7HWJF.mjs";
import {
  stagedExecutable
} from "./chunk-4JX4ETFO.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-ANLMBIVQ.mjs";
import {
  layerBlob_94,
  openEngine
} from "./chunk-7RUPCF6G.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-RFLV7I5F.mjs";
import "./chunk-33YBFMXG.mjs";
import {
  openPartial
} from "./chunk-4D7RWZNW.mjs";
import {
  openTree,
  withNames
} from "./chunk-IDOIF2S4.mjs";
import {
  encodeConfig_133
} from "./chunk-IGQ6HRQE.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-PNAAKJFP.mjs";
import {
  lookAt
} from "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// from-joined:src/home/plan/check-home.ts
import { checkHome_73, checkRoom_73 } from "./core.mjs";

// from-joined:src/home/plan/free-space.ts
import { checkFreeSpace_130, needsOf_130 } from "./core.mjs";

// src/home/publish/file-system.ts
import { access, chmod, constants, link, lstat, open, readdir, symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
var TRIAL = "Trial";
var EXECUTABLE = 493;
var CANNOT = /* @__PURE__ */ new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV"]);
async function tryFileSystem({ path: directory, name }, { home, paths }) {
  const attempt = async (what, file, work) => {
    try {
      await work(join(directory, file));
    } catch (error) {
      const number = errnoOf(error);
      const isMissing = number !== void 0 && CANNOT.has(number);
      throw isMissing ? unsupported(home, `${what} (${number} at ${name}/${file})`) : fromSystemError(error, `try the file system of ${home}`);
    }
  };
  await checkLongestName(directory, home, paths);
  const trial = join(directory, TRIAL);
  await attempt("makes no files", TRIAL, async (path) => (await open(path, "wx", 384)).close());
  await attempt("has no hard links", `${TRIAL}.link`, (path) => link(trial, path));
  await attempt("has no symlinks", `${TRIAL}.symlink`, (path) => symlink(TRIAL, path));
  await attempt("does not change modes", TRIAL, (path) => chmod(path, EXECUTABLE));
  const foldsNames = await lookAt(join(directory, TRIAL.toUpperCase()), lstat) !== void 0;
  if (foldsNames) await checkNames(directory, home, paths);
  const found = await warnings(trial, home);
  for (const path of [trial, `${trial}.link`, `${trial}.symlink`]) await unlink(path);
  return { foldsNames, warnings: found };
}
async function checkLongestName(directory, home, paths) {
  const names = paths.flatMap((path) => path.split("/").map((name) => ({ path, length: Buffer.byteLength(name) })));
  const longest = names.reduce((a, b) => b.length > a.length ? b : a, { path: "", length: 0 });
  try {
    await lstat(join(directory, "x".repeat(longest.length)));
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
  const { mode } = await lstat(trial);
  if ((mode & 511) !== EXECUTABLE)
    found.push(`The file system of ${home} does not keep the modes of files: \`verify --home\` will find them altered`);
  const isRunnable = await access(trial, constants.X_OK).then(
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

// from-joined:src/commands/import/repairs.ts
import { NO_REPAIRS_20, describeRepairs_20, foreseen_20 } from "./core.mjs";

// src/commands/ocx/stage-executable.ts
import { open as open2 } from "node:fs/promises";
async function stageExecutable(bundle, plan, staging) {
  const path = stagedExecutable(plan, staging);
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open2(path, "wx", 384), true);
      await checkExecutable(bundle, async (bytes) => file.writeFile(bytes));
      await file.chmod(EXECUTABLE_MODE_57);
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

// src/commands/import/stage-bundle.ts
async function stageBundle(plan, work, { engine, staging }) {
  const { bundle, input, compose, reporter, signal, damage } = work;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  const damaged = damage?.layers ?? [];
  const layers = inManifestOrder_76([...plan.layers, ...damaged], bundle);
  const blobs = layers.map(({ change, listed }) => ({
    ...layerBlob_94(bundle, listed, input.closure),
    target: stagedLayer(change, staging),
    // Packages are linked from a damaged layer that stays in the home: its files are replaced in both.
    ...damaged.includes(change) ? { checksContent: true } : { links: links.from(change) }
  }));
  const total = layers.reduce((sum, { listed }) => sum + listed.contentSize, 0);
  await withSpool(blobsToRead_76(plan, [...plan.layers, ...damaged], bundle), work, staging, async () => {
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
  compose(existsAfter_12(plan, staging));
  signal.throwIfAborted();
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

// src/commands/import/stage-and-publish.ts
async function stageAndPublish(plan, work) {
  var _stack = [];
  try {
    const { bundle, input, workers, damage } = work;
    const layers = [...plan.layers, ...damage?.layers ?? []];
    const expected = layers.map((layer) => listedLayer_76(bundle, layer));
    const engine = __using(_stack, work.engine ?? openEngine({ workers, expected }), true);
    const { bytes, inodes } = needsOf_130({ ...plan, layers }, (layer) => listedLayer_76(bundle, layer));
    const spooled = work.spoolDirectory === void 0 ? spooledBytes_76(blobsToRead_76(plan, layers, bundle), bundle) : 0;
    const folders = { linked: foldersOfPlan_64(plan), written: writtenFolders_64(plan) };
    await checkRoom_73(input.home, { bytes: bytes + spooled, inodes }, folders);
    const staging = __using(_stack, await openHomeStaging(input.home), true);
    const { foldsNames, warnings: warnings2 } = await tryFileSystem(staging.tree, { home: input.home, paths: writtenPaths_64(plan) });
    let repairs = NO_REPAIRS_20;
    const repair = async (current) => {
      repairs = await repairHome(engine, current, { layers: damage?.layers ?? [], staging });
      return repairs.entries.map(({ path }) => path);
    };
    try {
      await inside(staging.tree, (path) => stageBundle(plan, work, { engine, staging: { ...staging, path } }));
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
    const { entryCount } = listedLayer_76(bundle, layer);
    await checkFoldedLayer(home, { staged: stagedLayer(layer, staging), digest: layer.digest, entryCount });
  }
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
    config: encodeConfig_133(bundle.config),
    record: {
      bundle: { name: bundle.name, digest: bundle.digest },
      ...input.manifest !== void 0 && { manifest: input.manifest },
      source: bundle.content.name,
      roots: input.closure.roots.map(({ identifier }) => identifier)
    }
  };
}
export {
  recordImport,
  stageAndPublish
};
