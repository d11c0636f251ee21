import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  INDEX_FILE,
  LAYOUT_FILE,
  NOTHING_AHEAD,
  blobPath,
  readLayout
} from "./chunk-YUE3TQ5N.mjs";
import {
  openByPath
} from "./chunk-CZ2U25SC.mjs";
import {
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/layout/directory-layout.ts
import { join } from "node:path";
async function isDirectoryLayout(path) {
  return await lookAt(join(path, LAYOUT_FILE)) !== void 0;
}
function openDirectoryLayout(path, name) {
  const sizes = /* @__PURE__ */ new Map();
  const find = async (file) => {
    const bytes = await openByPath(join(path, file));
    if (bytes !== void 0) return bytes;
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it has no ${file}, expected an OCI image layout`);
  };
  return {
    name: path,
    roots: () => readLayout(find, name),
    async expect(blobs) {
      for (const { digest, size } of blobs) sizes.set(digest, size);
    },
    open: ({ digest }) => openByPath(join(path, blobPath(digest))),
    prefetch: () => NOTHING_AHEAD,
    finish: async () => {
    },
    verify: async () => [],
    async size() {
      const own = [await find(LAYOUT_FILE), await find(INDEX_FILE)].map((bytes) => bytes.size);
      return [...own, ...sizes.values()].reduce((sum, size) => sum + size, 0);
    },
    async [Symbol.asyncDispose]() {
    }
  };
}

export {
  isDirectoryLayout,
  openDirectoryLayout
};
