import {
  openStaging,
  sweepStaging
} from "./chunk-7J76XCFF.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// from-joined:src/home/contents/mounts.ts
import { STAGING_STORE_116, STORES_116, checkMounts_116, storeOfTrees_116 } from "./core.mjs";

// from-joined:src/home/contents/staging-folders.ts
import { STAGING_64, STAGING_FOLDERS_64, hasStaging_64 } from "./core.mjs";

// src/home/publish/home-staging.ts
async function openHomeStaging(home) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const own = stack.use(await openStaging({ root: home, folder: STAGING_64, links: STORES_116 }));
    const store = storeOfTrees_116(home);
    const trees = store === void 0 ? own : stack.use(await openStaging({ root: home, folder: `${store}/${STAGING_64}`, links: STORES_116 }));
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
  for (const folder of STAGING_FOLDERS_64) await sweepStaging({ root: home, folder, links: STORES_116 });
}

export {
  openHomeStaging,
  removeLeftovers
};
