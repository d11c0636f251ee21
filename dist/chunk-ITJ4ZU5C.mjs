import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  STAGING,
  STAGING_FOLDERS
} from "./chunk-TGMVSWT6.mjs";
import {
  STORES,
  storeOfTrees
} from "./chunk-T5UKA76H.mjs";
import {
  openStaging,
  sweepStaging
} from "./chunk-ZCSAVCHB.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/home/publish/home-staging.ts
async function openHomeStaging(home) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const own = stack.use(await openStaging({ root: home, folder: STAGING, links: STORES }));
    const store = storeOfTrees(home);
    const trees = store === void 0 ? own : stack.use(await openStaging({ root: home, folder: `${store}/${STAGING}`, links: STORES }));
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
  for (const folder of STAGING_FOLDERS) await sweepStaging({ root: home, folder, links: STORES });
}

export {
  openHomeStaging,
  removeLeftovers
};
