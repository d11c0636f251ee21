import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shimPath
} from "./chunk-T75H43WP.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";

// src/home/closure/shims.ts
import { join } from "node:path";
async function isDeferred(home, registry, repositories, leaf) {
  for (const repository of repositories) {
    if (await lookAt(join(home, shimPath(registry, repository, leaf))) !== void 0) return true;
  }
  return false;
}
var DEFERRED_HINT = "Run `ocx pull --lazy-mode never` in the project: in lazy mode OCX installs a tool only when it is first run.";

export {
  isDeferred,
  DEFERRED_HINT
};
