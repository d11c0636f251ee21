import {
  removeTree
} from "./chunk-BUOA244Y.mjs";
import {
  MAX_LOCK_PATH
} from "./chunk-M77KPOTZ.mjs";
import {
  errnoOf,
  fromSystemError,
  nameDescriptors
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/io/open-tree.ts
import { closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
var O_PATH = 2097152;
var GO_THROUGH = O_PATH + constants.O_DIRECTORY;
var GO_THROUGH_NO_LINK = GO_THROUGH + constants.O_NOFOLLOW;
var DESCRIPTORS = "/proc/self/fd";
var KEPT_OPEN = 64;
function openTree(path, { links = [], byDescriptor = existsSync(DESCRIPTORS) } = {}) {
  return treeIn(openFolder(path, { byDescriptor, follow: true }), { name: path, links, byDescriptor });
}
function treeIn(top, { name: treeName, links, byDescriptor }) {
  const named = (path) => `${treeName}/${path}`;
  const pinned = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Map();
  for (const link of links) {
    const path = `${top.path}/${link}`;
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && lstatSync(path).isSymbolicLink())
      pinned.set(link, openFolder(path, { byDescriptor, follow: true }));
  }
  const enter = (path, make) => {
    if (path === ".") return top;
    const known = pinned.get(path) ?? open.get(path);
    open.delete(path);
    const folder = known ?? openBelow(enter(dirname(path), make), path, make);
    if (!byDescriptor || pinned.has(path)) return folder;
    open.set(path, folder);
    const [oldest] = open.size > KEPT_OPEN ? open : [];
    if (oldest !== void 0) {
      closeFolder(oldest[1]);
      open.delete(oldest[0]);
    }
    return folder;
  };
  const openBelow = (parent, path, make) => {
    const place = `${parent.path}/${basename(path)}`;
    try {
      if (make) makeFolder(place);
      return openFolder(place, { byDescriptor, follow: false });
    } catch (error) {
      throw isInTheWay(error) ? inTheWay(named(path)) : error;
    }
  };
  const at = async (path, work, make) => {
    const folder = dirname(path);
    try {
      const result = await work(`${enter(folder, make).path}/${basename(path)}`);
      if (!byDescriptor) enter(folder, false);
      return result;
    } catch (error) {
      throw withNames(fromSystemError(error, `write ${named(path)}`), tree);
    }
  };
  const tree = {
    path: top.path,
    name: treeName,
    at: (path, work) => at(path, work, true),
    ifThere: async (path, work) => {
      try {
        enter(dirname(path), false);
      } catch (error) {
        if (errnoOf(error) === "ENOENT") return void 0;
        throw fromSystemError(error, `look at ${named(path)}`);
      }
      return at(path, work, false);
    },
    open: (path) => {
      try {
        const folder = openBelow(enter(dirname(path), false), path, false);
        return treeIn(folder, { name: named(path), links: [], byDescriptor });
      } catch (error) {
        throw fromSystemError(error, `open ${named(path)}`);
      }
    },
    [Symbol.dispose]: () => {
      for (const folder of [top, ...pinned.values(), ...open.values()]) closeFolder(folder);
      open.clear();
    }
  };
  return tree;
}
function withNames(error, { path, name }) {
  if (!(error instanceof BundleError) || path === name || !error.message.includes(`${path}/`)) return error;
  const named = (text, before) => text.replaceAll(`${before}${path}/`, `${before}${name}/`);
  const message = [" ", '"', "'"].reduce(named, error.message);
  return new BundleError(error.code, message, { hint: error.hint, cause: error.cause });
}
function makeFolder(place) {
  try {
    mkdirSync(place);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
}
function openFolder(path, { byDescriptor, follow }) {
  if (byDescriptor) {
    const descriptor = openSync(path, follow ? GO_THROUGH : GO_THROUGH_NO_LINK);
    return { path: `${DESCRIPTORS}/${descriptor}`, descriptor };
  }
  if ((follow ? statSync(path) : lstatSync(path)).isDirectory()) return { path, descriptor: void 0 };
  throw inTheWay(path);
}
function closeFolder({ descriptor }) {
  if (descriptor !== void 0) closeSync(descriptor);
}
function isInTheWay(error) {
  return errnoOf(error) === "ENOTDIR" || errnoOf(error) === "ELOOP" || error instanceof BundleError;
}
function inTheWay(path) {
  const hint = "Move it out of the way, then run it again.";
  return new BundleError("PATH_UNSAFE", `Cannot go through ${path}: it is a link or a file, expected a directory`, {
    hint
  });
}

// src/io/staging.ts
import { randomUUID } from "node:crypto";
import { access as access2, mkdir, readdir, rm as rm2, rmdir } from "node:fs/promises";
import { basename as basename2, dirname as dirname2 } from "node:path";

// src/io/lock.ts
import { closeSync as closeSync2, constants as constants2, openSync as openSync2 } from "node:fs";
import { access, lstat, realpath, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
var PATIENCE = 25;
var SQLITE_BUSY = 5;
var SQLITE_IOERR = 10;
var SQLITE_CANTOPEN = 14;
var SQLITE_NOTADB = 26;
var FILE_MODE = 438;
var WRITE_HINT = "Give this user write access to it and to the directory around it, or choose another directory.";
var LINK_HINT = "Remove the link if it is not needed, and run the import again.";
var PRIMARY_CODES = 256;
async function tryLock(path, options = { create: true }) {
  const isNew = options.create && makeFile(path);
  await requireWritable(path);
  const location = pathToFileURL(path);
  location.searchParams.set("mode", "rw");
  let database;
  try {
    database = new DatabaseSync(location, { timeout: 0 });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    const held = database;
    return { path, [Symbol.dispose]: () => held.close() };
  } catch (error) {
    database?.close();
    const code = resultCode(error);
    if (code === SQLITE_BUSY) return void 0;
    try {
      if (code === SQLITE_CANTOPEN) await explain(path);
    } finally {
      if (isNew) await rm(path, { force: true });
    }
    if (code === SQLITE_NOTADB) throw notOurs(path, "something else has written to it");
    const found = code === SQLITE_IOERR ? "the file system has no locks, or fails" : `SQLite says ${code ?? "nothing"}`;
    throw new BundleError("IO_FAILED", `Cannot lock ${nameDescriptors(path)}: ${found}`, { cause: error });
  }
}
async function acquireLock(path, timeout) {
  const deadline = performance.now() + timeout;
  for (; ; ) {
    const lock = await tryLock(path);
    if (lock !== void 0) return lock;
    if (performance.now() >= deadline) {
      const waited = `another process held it for ${Math.round(timeout / 1e3)} seconds`;
      throw new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: ${waited}`);
    }
    await sleep(PATIENCE);
  }
}
function makeFile(path) {
  try {
    closeSync2(openSync2(path, "wx", FILE_MODE));
    return true;
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw fromSystemError(error, `lock ${path}`);
    return false;
  }
}
async function requireWritable(path) {
  try {
    const there = await lstat(path);
    if (there.isSymbolicLink())
      throw new BundleError("PATH_UNSAFE", `Cannot lock ${path}: it is a link, expected a file`, { hint: LINK_HINT });
    if (!there.isFile()) throw notOurs(path, "it is not a file");
    await access(path, constants2.W_OK);
  } catch (error) {
    if (errnoOf(error) !== "EACCES") throw fromSystemError(error, `lock ${path}`);
    const message = `Cannot lock ${path}: this user may read it but not write to it, so the lock would have no effect`;
    throw new BundleError("PERMISSION_DENIED", message, { cause: error, hint: WRITE_HINT });
  }
}
function notOurs(path, found) {
  return new BundleError("IO_FAILED", `Cannot lock ${nameDescriptors(path)}: ${found}, expected an empty file`, {
    hint: "Move it away while nothing else works there, and run it again."
  });
}
async function explain(path) {
  try {
    await access(path, constants2.W_OK);
    const length = Buffer.byteLength(await realpath(path));
    if (length <= MAX_LOCK_PATH) return;
    const found = `its path has ${length} bytes, SQLite takes at most ${MAX_LOCK_PATH}`;
    throw new BundleError("IO_FAILED", `Cannot lock ${nameDescriptors(path)}: ${found}`, {
      hint: "Choose a directory with a shorter path."
    });
  } catch (error) {
    throw fromSystemError(error, `lock ${path}`);
  }
}
function resultCode(error) {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return void 0;
  return error.errcode % PRIMARY_CODES;
}

// src/io/staging.ts
var LOCK_SUFFIX = ".lock";
var ATTEMPTS = 20;
async function openStaging(place) {
  const { root: path, folder } = place;
  try {
    const { root, lock, made } = await makeLock(place);
    const name = `${folder}/${basename2(lock.path, LOCK_SUFFIX)}`;
    const leave = async () => {
      await succeeds(() => remove(root, name, lock));
      await removeEmpty(root, folder);
      root[Symbol.dispose]();
      if (made !== void 0) await removeMade(path, made);
    };
    try {
      await root.at(name, (at) => mkdir(at, { mode: 448 }));
      await sweep(root, folder);
      const tree = root.open(name);
      const dispose = async () => {
        tree[Symbol.dispose]();
        await leave();
      };
      return { path: tree.path, tree, root, [Symbol.asyncDispose]: dispose };
    } catch (error) {
      await leave();
      throw error;
    }
  } catch (error) {
    throw fromSystemError(error, `make a staging directory in ${path}/${folder}`);
  }
}
async function sweepStaging({ root: path, folder, links = [] }) {
  if (!await exists(`${path}/${folder}`)) return;
  try {
    var _stack = [];
    try {
      const root = __using(_stack, openTree(path, { links }));
      await sweep(root, folder);
      await removeEmpty(root, folder);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    const failure = fromSystemError(error, `clean up ${path}/${folder}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return;
    throw failure;
  }
}
async function makeLock({ root: path, folder, links }) {
  let made;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = await mkdir(path, { recursive: true }).catch(unlessAbsent);
    if (first !== void 0 && first.length < (made?.length ?? Number.POSITIVE_INFINITY)) made = first;
    const root = await lockIn(path, folder, links ?? []).catch(async (error) => {
      await leaveNothing(path, folder, made);
      throw error;
    });
    if (root !== void 0) return { ...root, made };
  }
  await leaveNothing(path, folder, made);
  const found = `no lock could be taken there in ${ATTEMPTS} attempts`;
  throw new BundleError("FILE_SYSTEM_UNSUPPORTED", `Cannot make a staging directory in ${path}: ${found}`, {
    hint: "Choose a directory on a file system with locks. A network file system has them if its lock service runs."
  });
}
async function leaveNothing(path, folder, made) {
  await succeeds(async () => {
    var _stack = [];
    try {
      const root = __using(_stack, openTree(path));
      await removeEmpty(root, folder);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  });
  if (made !== void 0) await removeMade(path, made);
}
function unlessAbsent(error) {
  if (error.code !== "ENOENT") throw error;
}
async function lockIn(path, folder, links) {
  let root;
  try {
    root = openTree(path, { links });
    const lock = await root.at(`${folder}/${randomUUID()}${LOCK_SUFFIX}`, async (place) => {
      const taken = await tryLock(place);
      if (taken !== void 0 && await exists(place)) return taken;
      if (taken === void 0) await rm2(place, { force: true });
      taken?.[Symbol.dispose]();
      return void 0;
    });
    if (lock !== void 0) return { root, lock };
    root[Symbol.dispose]();
    return void 0;
  } catch (error) {
    root?.[Symbol.dispose]();
    const failure = fromSystemError(error, `lock ${path}/${folder}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return void 0;
    throw failure;
  }
}
async function sweep(root, folder) {
  const names = await namesIn(root, folder);
  for (const name of names) {
    const path = `${folder}/${name}`;
    if (name.endsWith(LOCK_SUFFIX)) await sweepOne(root, path.slice(0, -LOCK_SUFFIX.length));
    else if (!await isLocked(root, path)) await succeeds(() => removeTree(root, path));
  }
}
async function namesIn(root, folder) {
  var _stack = [];
  try {
    const opened = __using(_stack, root.open(folder));
    return await readdir(opened.path);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
async function isLocked(root, path) {
  return await root.ifThere(`${path}${LOCK_SUFFIX}`, exists) === true;
}
async function sweepOne(root, path) {
  await succeeds(async () => {
    const lock = await root.ifThere(`${path}${LOCK_SUFFIX}`, (place) => tryLock(place, { create: false }));
    if (lock !== void 0) await remove(root, path, lock);
  });
}
async function remove(root, path, lock) {
  try {
    await removeTree(root, path);
    await root.ifThere(`${path}${LOCK_SUFFIX}`, (place) => rm2(place, { force: true }));
  } finally {
    lock[Symbol.dispose]();
  }
}
async function removeEmpty(root, folder) {
  for (let path = folder; path !== "."; path = dirname2(path)) {
    if (!await succeeds(async () => root.ifThere(path, (place) => rmdir(place)))) return;
  }
}
async function removeMade(root, made) {
  for (let path = root; path.length >= made.length; path = dirname2(path)) {
    if (!await succeeds(() => rmdir(path))) return;
  }
}
async function succeeds(work) {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
async function exists(path) {
  return await succeeds(() => access2(path));
}

export {
  tryLock,
  acquireLock,
  openTree,
  withNames,
  openStaging,
  sweepStaging
};
