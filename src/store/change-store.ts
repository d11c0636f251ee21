import type { Digest } from "../oci/digest.ts";
import { findNames, readIndex, rootsWithout, type StoreEntry } from "./entries.ts";
import { openStore, openStoreStaging, withLock } from "./open-store.ts";
import { openUsage } from "./usage.ts";
import { writeIndex } from "./write-index.ts";

/**
 * Removes entries, with what is attached to them. Their blobs go with the next collection, if nothing else needs them, and so does
 * the record of their use.
 * @throws BundleError `BUNDLE_NOT_FOUND`, `BUNDLE_AMBIGUOUS`; then none is removed
 */
export async function removeFromStore(store: string, wanted: readonly string[]): Promise<readonly StoreEntry[]> {
  await using content = await openStore(store);
  await using staging = await openStoreStaging(store);
  return await withLock(store, async () => {
    const index = await readIndex(content);
    const found = [...new Set(wanted.flatMap((each) => findNames(index.entries, each)))];
    await writeIndex(staging, rootsWithout(index, found));
    return found;
  });
}

/** Notes that manifests were used now. */
export async function noteUse(store: string, digests: ReadonlySet<Digest>): Promise<void> {
  await withLock(store, async () => {
    using usage = openUsage(store);
    const now = Date.now();
    for (const digest of digests) {
      const known = usage.of(digest);
      usage.set(digest, { added: known?.added ?? now, used: now, origin: known?.origin ?? "" });
    }
  });
}
