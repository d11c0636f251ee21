import {
  isDirectoryLayout_139,
  openDirectoryLayout_139
} from "./chunk-HGWMHLU2.mjs";
import {
  acquireLock,
  openStaging
} from "./chunk-IDOIF2S4.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-RTDFPRWU.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
var STAGING = `${STORE_FOLDER}/staging`;
var LEASES = `${STORE_FOLDER}/leases`;
var PATIENCE = 6e4;
async function openStore(store) {
  if (await isDirectoryLayout_139(store)) return openDirectoryLayout_139(store);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot open store ${store}: it is not there, or is no OCI image layout`, {
    hint: "Set `--store` or OCX_BUNDLE_STORE to the directory. `ocx-bundle store add` makes one."
  });
}
var USAGE_FILE = `${STORE_FOLDER}/usage.db`;
async function isStore(path) {
  for (const each of [USAGE_FILE, LEASES]) if (await lookAt(join(path, each)) !== void 0) return true;
  return false;
}
async function openStoreStaging(store) {
  await refuseNetwork(store);
  return openStaging({ root: store, folder: STAGING });
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
  var _stack = [];
  try {
    const own = join(store, STORE_FOLDER);
    await refuseNetwork(store);
    try {
      await mkdir(own, { recursive: true });
    } catch (error) {
      throw fromSystemError(error, `change store ${store}`);
    }
    const _ = __using(_stack, await acquireLock(join(own, "lock"), PATIENCE).catch((error) => {
      if (!(error instanceof BundleError) || error.code !== "LOCK_TIMEOUT") throw error;
      throw new BundleError(error.code, error.message, { cause: error, hint: "Run it again: `store gc` may take long." });
    }));
    return await work();
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}

export {
  STORE_FOLDER,
  LEASES,
  openStore,
  USAGE_FILE,
  isStore,
  openStoreStaging,
  unlessReadOnly,
  withLock
};
