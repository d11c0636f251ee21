import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import {
  hashRange
} from "./chunk-YUE3TQ5N.mjs";
import {
  parseDigest
} from "./chunk-663NMWFT.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/commands/open-pinned.ts
async function openPinned(content, digest, wanted = {}) {
  if (digest === void 0) return await openBundle(content, wanted);
  const pinned = parseDigest(digest);
  try {
    return await openBundle(content, { ...wanted, pinned });
  } catch (error) {
    const { whole } = content;
    if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH" || whole === void 0) throw error;
    if (await hashRange(whole, 0, await whole.size()) !== pinned) throw error;
    const bundle = await openBundle(content, wanted);
    const found = `${pinned} is the digest of the file, expected the bundle digest`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${content.name}: ${found}`, {
      cause: error,
      hint: `Set \`digest\` to ${bundle.digest}, the bundle digest of this file.`
    });
  }
}

export {
  openPinned
};
