import {
  openStaging,
  sweepStaging
} from "./chunk-IDOIF2S4.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// from-joined:src/home/contents/mounts.ts
import { STAGING_STORE_126, STORES_126, checkMounts_126, storeOfTrees_126 } from "./core.mjs";

// from-joined:src/home/contents/staging-folders.ts
import { STAGING_72, STAGING_FOLDERS_72, hasStaging_72 } from "./core.mjs";

// src/home/publish/home-staging.ts
async function openHomeStaging(home) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const own = stack.use(await openStaging({ root: home, folder: STAGING_72, links: STORES_126 }));
    const store = storeOfTrees_126(home);
    const trees = store === void 0 ? own : stack.use(await openStaging({ root: home, folder: `${store}/${STAGING_72}`, links: STORES_126 }));
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
  for (const folder of STAGING_FOLDERS_72) await sweepStaging({ root: home, folder, links: STORES_126 });
}

export {
  openHomeStaging,
  removeLeftovers
};
