import {
  findNames,
  openUsage,
  readIndex,
  rootsWithout,
  writeIndex
} from "./chunk-MSVKVSFM.mjs";
import {
  openStore,
  openStoreStaging,
  withLock
} from "./chunk-N5JKQISP.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/store/change-store.ts
async function removeFromStore(store, wanted) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    const staging = __using(_stack, await openStoreStaging(store), true);
    return await withLock(store, async () => {
      const index = await readIndex(content);
      const found = [...new Set(wanted.flatMap((each) => findNames(index.entries, each)))];
      await writeIndex(staging, rootsWithout(index, found));
      return found;
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function noteUse(store, digests) {
  await withLock(store, async () => {
    var _stack = [];
    try {
      const usage = __using(_stack, openUsage(store));
      const now = Date.now();
      for (const digest of digests) {
        const known = usage.of(digest);
        usage.set(digest, { added: known?.added ?? now, used: now, origin: known?.origin ?? "" });
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  });
}

export {
  removeFromStore,
  noteUse
};
