import {
  LEASES,
  withLock
} from "./chunk-SGSR5RWY.mjs";
import {
  tryLock
} from "./chunk-7ARVWGDR.mjs";
import {
  isDigest_81
} from "./chunk-L3CNCDPX.mjs";
import {
  isAbsent
} from "./chunk-2GKCAWFE.mjs";
import {
  readRegularFile_110
} from "./chunk-SKYFWSHQ.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/store/lease.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function takeLease(store, digests) {
  const folder = join(store, LEASES);
  return withLock(store, async () => {
    try {
      await mkdir(folder, { recursive: true });
      const path = join(folder, randomUUID());
      const lock = await tryLock(path);
      if (lock === void 0) throw new Error(`another process holds the new lock ${path}`);
      await writeFile(`${path}.json`, JSON.stringify(digests), { flag: "wx" });
      const leave = async () => {
        await remove(path);
        lock[Symbol.dispose]();
      };
      return { [Symbol.asyncDispose]: leave };
    } catch (error) {
      throw fromSystemError(error, `take a lease in store ${store}`);
    }
  });
}
async function leasedDigests(store) {
  const folder = join(store, LEASES);
  const leased = /* @__PURE__ */ new Set();
  const names = await readdir(folder).catch((error) => {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read the leases of store ${store}`);
  });
  for (const name of names.filter((each) => !each.endsWith(".json"))) {
    var _stack = [];
    try {
      const path = join(folder, name);
      const lock = __using(_stack, await tryLock(path, { create: false }).catch(ifStillThere));
      if (lock === null) continue;
      if (lock !== void 0) await remove(path);
      else for (const digest of await readLease(`${path}.json`)) leased.add(digest);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
  return leased;
}
function ifStillThere(error) {
  if (error instanceof Error && "code" in error && error.code === "FILE_NOT_FOUND") return null;
  throw error;
}
async function readLease(path) {
  try {
    const digests = JSON.parse(Buffer.from(await readRegularFile_110(path)).toString());
    return Array.isArray(digests) ? digests.filter((each) => typeof each === "string" && isDigest_81(each)) : [];
  } catch (error) {
    if (isAbsent(error)) return [];
    if (!(error instanceof SyntaxError)) throw fromSystemError(error, `read lease ${path}`);
    throw new BundleError("IO_FAILED", `Cannot read lease ${path}: it is damaged, and a process holds it`, {
      cause: error,
      hint: "Stop what serves or reads this store, and run it again."
    });
  }
}
async function remove(path) {
  await rm(`${path}.json`, { force: true });
  await rm(path, { force: true });
}

export {
  takeLease,
  leasedDigests
};
