import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openBundle,
  openWhole
} from "./chunk-6ZRXCNM6.mjs";
import {
  hashRange
} from "./chunk-CMAWYLIG.mjs";
import {
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/reading/open-pinned.ts
function openPinned(content, digest, wanted = {}) {
  return explained(content, digest, (pinned) => openBundle(content, { ...wanted, pinned }));
}
function openPinnedWhole(content, digest) {
  return explained(content, digest, (pinned) => openWhole(content, pinned));
}
async function explained(content, digest, open) {
  if (digest === void 0) return await open();
  const pinned = parseDigest(digest);
  try {
    return await open(pinned);
  } catch (error) {
    const { whole } = content;
    if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH" || whole === void 0) throw error;
    if (await hashRange(whole, 0, await whole.size()) !== pinned) throw error;
    const bundle = await open();
    const found = `${pinned} is the digest of the file, expected the bundle digest`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${content.name}: ${found}`, {
      cause: error,
      hint: `Set \`digest\` to ${bundle.digest}, the bundle digest of this file.`
    });
  }
}

export {
  openPinned,
  openPinnedWhole
};
