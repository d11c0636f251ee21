import {
  LEASES,
  withLock
} from "./chunk-N5JKQISP.mjs";
import {
  tryLock
} from "./chunk-7J76XCFF.mjs";
import {
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  readRegularFile_111
} from "./chunk-LL32AUHH.mjs";
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

// src/store/lease.ts
import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function takeLease(store, digests) {
  return withLock(store, async () => {
    try {
      var _stack = [];
      try {
        const stack = __using(_stack, new AsyncDisposableStack(), true);
        const folder = await leasesOf(store);
        await mkdir(folder, { recursive: true });
        const path = join(folder, randomUUID());
        const lock = await tryLock(path);
        if (lock === void 0) throw new Error(`another process holds the new lock ${path}`);
        stack.use(lock);
        stack.defer(() => remove(path).catch(() => {
        }));
        await writeFile(`${path}.json`, JSON.stringify(digests), { flag: "wx" });
        return stack.move();
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } catch (error) {
      throw fromSystemError(error, `take a lease in store ${store}`);
    }
  });
}
var LEASE_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
async function leasedDigests(store) {
  const folder = await leasesOf(store);
  const leased = /* @__PURE__ */ new Set();
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read the leases of store ${store}`);
  });
  for (const { name } of entries.filter((each) => each.isFile() && LEASE_NAME.test(each.name))) {
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
async function leasesOf(store) {
  const folder = join(store, LEASES);
  if ((await lookAt(folder, lstat))?.isSymbolicLink() !== true) return folder;
  throw new BundleError("PATH_UNSAFE", `Cannot use ${folder}: it is a link, expected a directory`, {
    hint: "Remove the link, then run it again."
  });
}
function ifStillThere(error) {
  if (error instanceof Error && "code" in error && error.code === "FILE_NOT_FOUND") return null;
  throw error;
}
async function readLease(path) {
  try {
    const digests = JSON.parse(Buffer.from(await readRegularFile_111(path)).toString());
    return Array.isArray(digests) ? digests.filter((each) => typeof each === "string" && isDigest_82(each)) : [];
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
