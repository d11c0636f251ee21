import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  NOTHING_AHEAD
} from "./chunk-GY6335NT.mjs";
import {
  openByPath,
  readByPath
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  INDEX_FILE,
  LAYOUT_FILE,
  blobPath,
  readLayout
} from "./chunk-EUICU2GX.mjs";
import {
  MAX_INDEX
} from "./chunk-Z2KHX2NZ.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/layout/directory-layout.ts
import { join } from "node:path";
async function isDirectoryLayout(path) {
  return await lookAt(join(path, LAYOUT_FILE)) !== void 0;
}
function openDirectoryLayout(path, name) {
  const sizes = /* @__PURE__ */ new Map();
  const find = async (file) => {
    const bytes = await readByPath(join(path, file), MAX_INDEX);
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
