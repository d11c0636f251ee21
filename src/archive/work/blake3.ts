import { createBLAKE3 } from "hash-wasm";
import type { ContentHash } from "./content-hash.ts";

/**
 * Node has no BLAKE3. This one takes three times as long as Node's sha256; those in plain JavaScript take thirty times as long. In a
 * file of its own, so that it is loaded only where it is used, and without the other algorithms of the library.
 */
export async function loadBlake3(): Promise<ContentHash> {
  const hash = await createBLAKE3();
  return {
    start: () => void hash.init(),
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest("binary"),
  };
}
