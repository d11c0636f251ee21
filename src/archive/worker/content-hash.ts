import { createHash, type Hash } from "node:crypto";
import type { ContentHash } from "./blake3.ts";

/** Algorithms for the digests of listed files; both give 32 bytes. */
export type ContentHashName = "sha256" | "blake3";

/** The algorithms of one thread. */
export interface ContentHashes {
  /** Loads an algorithm; undefined if it is there already. */
  prepare(name: ContentHashName): Promise<void> | undefined;
  /** An algorithm that is prepared. */
  use(name: ContentHashName): ContentHash;
}

export function contentHashes(): ContentHashes {
  const ready = new Map<ContentHashName, ContentHash>([["sha256", sha256()]]);
  return {
    prepare: (name) => (ready.has(name) ? undefined : blake3().then((hash) => void ready.set(name, hash))),
    use(name) {
      const hash = ready.get(name);
      if (hash === undefined) throw new Error(`${name} is not prepared`);
      return hash;
    },
  };
}

function sha256(): ContentHash {
  let hash: Hash;
  return {
    start: () => void (hash = createHash("sha256")),
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest(),
  };
}

async function blake3(): Promise<ContentHash> {
  const { loadBlake3 } = await import("./blake3.ts");
  return loadBlake3();
}
