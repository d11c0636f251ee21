import {
  findNames,
  openUsage,
  readIndex,
  rootsWithout,
  writeIndex
} from "./chunk-OK5TZ4FF.mjs";
import {
  openStore,
  openStoreStaging,
  withLock
} from "./chunk-SGSR5RWY.mjs";
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
      var _stack2 = [];
      try {
        const usage = __using(_stack2, openUsage(store));
        const index = await readIndex(content);
        const found = [...new Set(wanted.flatMap((each) => findNames(index.entries, each)))];
        const kept = rootsWithout(index, found);
        await writeIndex(staging, kept);
        usage.keepOnly(new Set(kept.map(({ digest }) => digest)));
        return found;
      } catch (_2) {
        var _error2 = _2, _hasError2 = true;
      } finally {
        __callDispose(_stack2, _error2, _hasError2);
      }
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
