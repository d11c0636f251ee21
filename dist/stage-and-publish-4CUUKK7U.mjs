import {
  repairHome
} from "./chunk-73KSNYZV.mjs";
import {
  spooledBytes_71
} from "./chunk-7ZJ33O3B.mjs";
import {
  foldersOfPlan_58,
  publishImport,
  writtenFolders_58,
  writtenPaths_58
} from "./chunk-CJZO2AVL.mjs";
import {
  openHomeStaging
} from "./chunk-OKMCHLDI.mjs";
import "./chunk-F4N37ZFP.mjs";
import "./chunk-K43KNPF3.mjs";
import {
  existsAfter_10
} from "./chunk-YIAHGIG2.mjs";
import {
  checkExecutable
} from "./chunk-EAJNM6EC.mjs";
import "./chunk-FSTK3HQJ.mjs";
import {
  EXECUTABLE_MODE_50
} from "./chunk-JH5PIG7S.mjs";
import "./chunk-5QMOEKRD.mjs";
import {
  assemblePackages,
  contentLinks,
  fixLayerModes,
  stagedLayer
} from "./chunk-Z64XVEMH.mjs";
import {
  stagedExecutable
} from "./chunk-JEP5C7PX.mjs";
import "./chunk-LDTUXN33.mjs";
import "./chunk-5LQVMTV5.mjs";
import "./chunk-MBBOGQWG.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  layerBlob_91,
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-HEAJCSBZ.mjs";
import "./chunk-OJOIADCF.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import {
  openTree,
  withNames
} from "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  encodeConfig_128
} from "./chunk-6SUZIHNH.mjs";
import "./chunk-VQWXHXW4.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
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

// from-joined:src/home/plan/check-home.ts
import { checkHome_67, checkRoom_67 } from "./core.mjs";

// from-joined:src/home/plan/free-space.ts
import { checkFreeSpace_125, needsOf_125 } from "./core.mjs";

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
import { NO_REPAIRS_18, describeRepairs_18, foreseen_18 } from "./core.mjs";

// src/commands/ocx/stage-executable.ts
import { open as open2 } from "node:fs/promises";
async function stageExecutable(bundle, plan, staging) {
  const path = stagedExecutable(plan, staging);
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open2(path, "wx", 384), true);
      await checkExecutable(bundle, async (bytes) => file.writeFile(bytes));
      await file.chmod(EXECUTABLE_MODE_50);
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

// from-joined:src/commands/import/import-environment.ts
import { composeImport_15, importEnvironment_15 } from "./core.mjs";

// src/commands/import/stage-bundle.ts
async function stageBundle(planned, { engine, staging }) {
  const { plan, bundle, input, part, wantedEnvironment, signal } = planned;
  await assemblePackages(plan, staging, input.now);
  const links = contentLinks(plan, staging);
  await unpackPart(planned, { engine, staging, links });
  await bundle.content.finish();
  await fixLayerModes({ home: plan.home, layers: part.layers.map(({ change }) => change) }, staging);
  await engine.link(links.present);
  engine.checkPackages();
  composeImport_15(wantedEnvironment, input, existsAfter_10(plan, staging));
  signal.throwIfAborted();
}
async function unpackPart({ plan, bundle, input, part, spoolDirectory, concurrency, reporter, signal }, {
  engine,
  staging,
  links
}) {
  var _stack = [];
  try {
    const { content } = bundle;
    const { layers, blobs } = part;
    const spoolsThere = spoolDirectory !== void 0 && content.remote !== void 0 && blobs.length > 0;
    const spool = __using(_stack, spoolsThere ? await openPartial(spoolDirectory) : void 0, true);
    if (spool !== void 0)
      await checkFreeSpace_125(spool.path, { bytes: spooledBytes_71(blobs, bundle), inodes: 0 }, `fetch into ${spoolDirectory}`);
    const directory = spool?.path ?? staging.tree.path;
    const limits = concurrency === void 0 ? {} : { limits: { inFlight: concurrency } };
    const _ = __using(_stack, content.prefetch(blobs, { directory, signal, ...limits }), true);
    const framed = layers.map(({ change, listed, isDamaged }) => ({
      ...layerBlob_91(bundle, listed, input.closure),
      target: stagedLayer(change, staging),
      // Packages are linked from a damaged layer that stays in the home: its files are replaced in both.
      ...isDamaged ? { checksContent: true } : { links: links.from(change) }
    }));
    const total = layers.reduce((sum, { listed }) => sum + listed.contentSize, 0);
    await engine.unpack(framed, (done) => {
      signal.throwIfAborted();
      reporter.progress("import", done, total);
    });
    if (plan.ocx !== void 0 && plan.ocx.state !== "present") await stageExecutable(bundle, plan.ocx, staging);
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/commands/import/stage-and-publish.ts
async function stageAndPublish(planned) {
  var _stack = [];
  try {
    const { plan, bundle, input, part, workers, damage } = planned;
    const expected = part.layers.map(({ listed }) => listed);
    const engine = __using(_stack, planned.engine ?? openEngine({ workers, expected }), true);
    const { bytes, inodes } = needsOf_125(plan, expected);
    const spooled = planned.spoolDirectory === void 0 ? spooledBytes_71(part.blobs, bundle) : 0;
    const folders = { linked: foldersOfPlan_58(plan), written: writtenFolders_58(plan) };
    await checkRoom_67(input.home, { bytes: bytes + spooled, inodes }, folders);
    const staging = __using(_stack, await openHomeStaging(input.home), true);
    const { foldsNames, warnings: warnings2 } = await tryFileSystem(staging.tree, { home: input.home, paths: writtenPaths_58(plan) });
    let repairs = NO_REPAIRS_18;
    const repair = async (current) => {
      repairs = await repairHome(engine, current, { layers: damage?.layers ?? [], staging });
      return repairs.entries.map(({ path }) => path);
    };
    try {
      await inside(staging.tree, (path) => stageBundle(planned, { engine, staging: { ...staging, path } }));
      if (foldsNames) await checkFoldedLayers(input.home, part.layers, staging);
      const done = await publishImport(input, {
        staging,
        // Also without damage so far: a package whose layer was lost can only be compared now.
        ...damage !== void 0 && { repair },
        ...recordOf(planned)
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
async function checkFoldedLayers(home, layers, staging) {
  for (const { change, listed } of layers)
    await checkFoldedLayer(home, { ...listed, staged: stagedLayer(change, staging) });
}
async function recordImport(planned) {
  const { home } = planned.plan;
  try {
    var _stack = [];
    try {
      const staging = __using(_stack, await openHomeStaging(home), true);
      await publishImport(planned.input, { staging, ...recordOf(planned) });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "PERMISSION_DENIED") throw error;
    planned.reporter.say(`The import is not recorded, because this user cannot write to ${home}`);
  }
}
function recordOf({ bundle, input, durable }) {
  return {
    durable,
    config: encodeConfig_128(bundle.config),
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
