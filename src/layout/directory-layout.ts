import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { openByPath, readByPath } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import { MAX_INDEX } from "../limits.ts";
import type { Digest } from "../oci/digest.ts";
import { blobPath, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { type Content, NOTHING_AHEAD } from "./content.ts";
import { readLayout } from "./read-layout.ts";

/** True when a directory is an OCI image layout, that is, has a file `oci-layout`. */
export async function isDirectoryLayout(path: string): Promise<boolean> {
  return (await lookAt(join(path, LAYOUT_FILE))) !== undefined;
}

/**
 * Opens a directory with an OCI image layout. Its files are opened when they are read, never through a link, and must be
 * regular files: other users may be able to write to the directory.
 * @param name selects the descriptors with this name in the index
 */
export function openDirectoryLayout(path: string, name?: string): Content {
  const sizes = new Map<Digest, number>();
  const find = async (file: string) => {
    // A writer replaces the index.
    const bytes = await readByPath(join(path, file), MAX_INDEX);
    if (bytes !== undefined) return bytes;
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
    finish: async () => {},
    verify: async () => [],
    async size() {
      const own = [await find(LAYOUT_FILE), await find(INDEX_FILE)].map((bytes) => bytes.size);
      return [...own, ...sizes.values()].reduce((sum, size) => sum + size, 0);
    },
    async [Symbol.asyncDispose]() {},
  };
}
