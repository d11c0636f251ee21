import {
  openStaging,
  sweepStaging
} from "./chunk-7ARVWGDR.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// from-joined:src/home/contents/mounts.ts
import { STAGING_STORE_115, STORES_115, checkMounts_115, storeOfTrees_115 } from "./core.mjs";

// from-joined:src/home/contents/staging-folders.ts
import { STAGING_63, STAGING_FOLDERS_63, hasStaging_63 } from "./core.mjs";

// src/home/publish/home-staging.ts
async function openHomeStaging(home) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const own = stack.use(await openStaging({ root: home, folder: STAGING_63, links: STORES_115 }));
    const store = storeOfTrees_115(home);
    const trees = store === void 0 ? own : stack.use(await openStaging({ root: home, folder: `${store}/${STAGING_63}`, links: STORES_115 }));
    const held = stack.move();
    return {
      ...trees,
      root: own.root,
      near: (path) => (/^(?:layers|packages)\//u.test(path) ? trees : own).path,
      places: trees === own ? [home] : [home, trees.tree.name],
      [Symbol.asyncDispose]: () => held.disposeAsync()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function removeLeftovers(home) {
  for (const folder of STAGING_FOLDERS_63) await sweepStaging({ root: home, folder, links: STORES_115 });
}

export {
  openHomeStaging,
  removeLeftovers
};
