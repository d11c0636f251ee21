import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  publishImport
} from "./chunk-RU5ZI4WQ.mjs";
import {
  inside,
  stageBundle
} from "./chunk-W5TESRVV.mjs";
import "./chunk-MTWLIB4K.mjs";
import {
  openHomeStaging
} from "./chunk-ITJ4ZU5C.mjs";
import {
  repairHome
} from "./chunk-UGQMVEYR.mjs";
import "./chunk-LXUBERHQ.mjs";
import "./chunk-TCIWIPRY.mjs";
import {
  stagedLayer
} from "./chunk-JPKJAW7D.mjs";
import "./chunk-X7USASC7.mjs";
import "./chunk-OCGREPHT.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import {
  NO_REPAIRS
} from "./chunk-SJH6JR3K.mjs";
import {
  blobsToRead,
  checkRoom,
  listedLayer,
  needsOf,
  spooledBytes
} from "./chunk-DEIFRA36.mjs";
import {
  foldersOfPlan,
  writtenFolders,
  writtenPaths
} from "./chunk-NEG642DB.mjs";
import "./chunk-65IAK2OQ.mjs";
import "./chunk-TGMVSWT6.mjs";
import "./chunk-T5UKA76H.mjs";
import "./chunk-DZ7BITUT.mjs";
import "./chunk-HAWTYSNO.mjs";
import "./chunk-ZVAENZNC.mjs";
import "./chunk-4ZU35ENI.mjs";
import "./chunk-DM6LKKWO.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import "./chunk-K7OIXQE2.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-G7N6TWGI.mjs";
import "./chunk-JMPCFPP2.mjs";
import "./chunk-T75H43WP.mjs";
import "./chunk-HEVFEMMC.mjs";
import {
  withNames
} from "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-MHK6QLCY.mjs";
import "./chunk-47HUOOIO.mjs";
import "./chunk-M6FOAHYW.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  encodeConfig
} from "./chunk-Q4ZMEHLL.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

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

// src/commands/import/stage-and-publish.ts
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
    const { entryCount } = listedLayer(bundle, layer);
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
    config: encodeConfig(bundle.config),
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
