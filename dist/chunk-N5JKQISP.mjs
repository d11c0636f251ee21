import {
  isDirectoryLayout_138,
  openDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import {
  acquireLock,
  openStaging
} from "./chunk-7J76XCFF.mjs";
import {
  INDEX_FILE_171,
  LAYOUT_FILE_171
} from "./chunk-OGS7A7K6.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/store/open-store.ts
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

// src/io/network-disk.ts
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
var NETWORK = /* @__PURE__ */ new Map([
  [26985, "NFS"],
  [20859, "SMB"],
  [4266872130, "SMB"],
  [4283649346, "CIFS"],
  [16914839, "9P"],
  [1397113167, "AFS"],
  [1937076805, "Coda"],
  [12805120, "Ceph"],
  [198183888, "Lustre"],
  [1196443219, "GPFS"],
  [428016422, "BeeGFS"],
  [1952539503, "OCFS2"],
  [18225520, "GFS2"]
]);
async function networkFileSystem(path) {
  try {
    return NETWORK.get((await statfs(path)).type % 2 ** 32 >>> 0);
  } catch (error) {
    if (isAbsent(error) && dirname(path) !== path) return networkFileSystem(dirname(path));
    throw fromSystemError(error, `look at the file system of ${path}`);
  }
}

// src/store/open-store.ts
var STORE_FOLDER = ".ocx-bundle";
var STORE_STAGING = `${STORE_FOLDER}/staging`;
var LEASES = `${STORE_FOLDER}/leases`;
var LOCK_FILE = `${STORE_FOLDER}/lock`;
var PATIENCE = 6e4;
var ATTEMPTS = 20;
async function openStore(store) {
  if (await isDirectoryLayout_138(store)) return { ...openDirectoryLayout_138(store), roots: () => readRoots(store) };
  throw new BundleError(
    "BUNDLE_NOT_FOUND",
    `Cannot open store ${store}: it does not exist, or is not an OCI image layout`,
    {
      hint: "Set `--store` or OCX_BUNDLE_STORE to the directory. `ocx-bundle store add` makes one."
    }
  );
}
async function readRoots(store) {
  var _stack = [];
  try {
    const content = __using(_stack, openDirectoryLayout_138(store), true);
    try {
      return await content.roots();
    } catch (error) {
      if (!(error instanceof BundleError) || !DAMAGED.has(error.code)) throw error;
      throw new BundleError(error.code, `Cannot read store ${store}: its ${INDEX_FILE_171} or ${LAYOUT_FILE_171} is damaged`, {
        cause: error,
        hint: `Restore ${INDEX_FILE_171} from a copy. Or write {"schemaVersion":2,"manifests":[]} into it, and add the bundles again: their blobs are still there. Nothing is removed until then.`
      });
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
var DAMAGED = /* @__PURE__ */ new Set(["BUNDLE_INVALID", "LIMIT_EXCEEDED"]);
var USAGE_FILE = `${STORE_FOLDER}/usage.db`;
async function isStore(path) {
  for (const each of [USAGE_FILE, LEASES]) if (await lookAt(join(path, each)) !== void 0) return true;
  return false;
}
async function openStoreStaging(store) {
  await refuseNetwork(store);
  return openStaging({ root: store, folder: STORE_STAGING });
}
async function refuseNetwork(store) {
  const network = await networkFileSystem(store);
  if (network === void 0) return;
  throw new BundleError(
    "FILE_SYSTEM_UNSUPPORTED",
    `Cannot change store ${store}: it is on a network file system (${network})`
  );
}
async function unlessReadOnly(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    if (error.code === "PERMISSION_DENIED" || error.code === "FILE_SYSTEM_UNSUPPORTED") return void 0;
    throw error;
  }
}
async function withLock(store, work) {
  await refuseNetwork(store);
  for (let attempt = 1; ; attempt++) {
    var _stack = [];
    try {
      const lock = __using(_stack, await lockStore(store, attempt === ATTEMPTS));
      if (lock !== void 0) return await work();
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
}
async function lockStore(store, isLast) {
  const path = join(store, LOCK_FILE);
  try {
    await mkdir(join(store, STORE_FOLDER), { recursive: true });
    const lock = await acquireLock(path, PATIENCE);
    if (isLast || await lookAt(path) !== void 0) return lock;
    lock[Symbol.dispose]();
    return void 0;
  } catch (error) {
    const failure = fromSystemError(error, `change store ${store}`);
    if (!(failure instanceof BundleError)) throw failure;
    if (failure.code === "FILE_NOT_FOUND" && !isLast) return void 0;
    if (failure.code !== "LOCK_TIMEOUT") throw failure;
    const hint = "Run it again: `store gc` may take long.";
    throw new BundleError(failure.code, failure.message, { cause: error, hint });
  }
}

export {
  STORE_FOLDER,
  STORE_STAGING,
  LEASES,
  LOCK_FILE,
  openStore,
  readRoots,
  USAGE_FILE,
  isStore,
  openStoreStaging,
  unlessReadOnly,
  withLock
};
