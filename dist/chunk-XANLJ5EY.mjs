import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nameOf
} from "./chunk-W7M24HYR.mjs";
import {
  shimPath
} from "./chunk-EJH74DKB.mjs";
import {
  fits,
  formatPlatform,
  parsePlatform
} from "./chunk-M422VR4A.mjs";
import {
  hostPlatform
} from "./chunk-DBHZBBRJ.mjs";
import {
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/commands/platforms.ts
async function wantedPlatform(asked) {
  return asked === void 0 ? hostPlatform() : parsePlatform(asked);
}
function checkPlatform({ packages, roots }, wanted) {
  const foreign = packages.filter(({ platform }) => platform !== "unknown" && !fits(parsePlatform(platform), wanted));
  if (foreign.length === 0) return;
  const groups = [...Map.groupBy(foreign, ({ platform }) => platform)].map(
    ([platform, units]) => `for ${platform} (${units.map((pkg) => nameOf(pkg, roots)).join(", ")})`
  );
  const found = `it has packages ${groups.join(", and ")}`;
  throw new BundleError("PLATFORM_MISMATCH", `Cannot use bundle on ${formatPlatform(wanted)}: ${found}`);
}

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
  DEFERRED_HINT,
  wantedPlatform,
  checkPlatform
};
