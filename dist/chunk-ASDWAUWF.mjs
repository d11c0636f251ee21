import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nameOf
} from "./chunk-52KWDJG3.mjs";
import {
  hostPlatform
} from "./chunk-2PJXGMJF.mjs";
import {
  fits,
  formatPlatform,
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/reading/platforms.ts
async function wantedPlatform(asked) {
  return asked === void 0 ? hostPlatform() : parsePlatform(asked);
}
async function platformToChoose(asked) {
  try {
    return await wantedPlatform(asked);
  } catch (error) {
    if (error instanceof BundleError && error.code === "SYSTEM_UNSUPPORTED") return void 0;
    throw error;
  }
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

export {
  wantedPlatform,
  platformToChoose,
  checkPlatform
};
