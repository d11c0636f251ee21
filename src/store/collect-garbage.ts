import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAbsent } from "../io/look-at.ts";
import { openStaging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import { type Digest, isDigest } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { entriesOf, reachOf, type StoreEntry } from "./entries.ts";
import { leasedDigests } from "./lease.ts";
import { openStore, STAGING, withLock } from "./place.ts";
import { type EntryRow, type GarbagePolicy, planRemoval } from "./plan-removal.ts";
import { openUsage } from "./usage.ts";
import { writeIndex } from "./write-index.ts";

/** What a collection removed, or would remove. */
export interface Collected {
  readonly removed: readonly StoreEntry[];
  readonly blobs: number;
  readonly bytes: number;
}

/**
 * Removes what the policy does not keep, and then every blob that no entry and no living process needs. Holds the lock of the
 * store all the time, so that nobody takes a lease between marking and sweeping.
 * @throws BundleError `DIGEST_MISMATCH` for a damaged manifest: what it needs is not known then, so nothing is removed
 */
export async function collectGarbage(store: string, policy: GarbagePolicy, dryRun: boolean): Promise<Collected> {
  await using content = await openStore(store);
  await using staging = await openStaging({ root: store, folder: STAGING });
  return await withLock(store, async () => {
    const roots = await content.roots();
    using usage = openUsage(store);
    const now = Date.now();
    const rows: EntryRow[] = [];
    for (const entry of entriesOf(roots)) {
      const { digest } = entry.descriptor;
      rows.push({ entry, usage: usage.of(digest), blobs: await reachOf(content, entry.descriptor) });
    }
    const removed = planRemoval(rows, policy, now);
    const kept = rows.filter(({ entry }) => !removed.includes(entry));
    const marked = new Set([...kept.flatMap(({ blobs }) => [...blobs.keys()]), ...(await leasedDigests(store))]);
    if (!dryRun) {
      const gone = new Set(removed.map(({ descriptor }) => descriptor));
      if (gone.size > 0)
        await writeIndex(
          staging,
          roots.filter((root) => !gone.has(root)),
        );
      usage.keepOnly(new Set(kept.map(({ entry }) => entry.descriptor.digest)));
      // Their age counts from now on.
      for (const { entry, usage: known } of kept)
        if (known === undefined) usage.set(entry.descriptor.digest, { added: now, used: now, origin: "" });
    }
    return { removed, ...(await sweep(store, marked, dryRun)) };
  });
}

async function sweep(
  store: string,
  marked: ReadonlySet<Digest>,
  dryRun: boolean,
): Promise<{ readonly blobs: number; readonly bytes: number }> {
  let [blobs, bytes] = [0, 0];
  try {
    for (const algorithm of await namesIn(join(store, "blobs"))) {
      for (const hex of await namesIn(join(store, "blobs", algorithm))) {
        const digest = `${algorithm}:${hex}`;
        // Other files are not ours to remove.
        if (!isDigest(digest) || marked.has(digest)) continue;
        const path = join(store, blobPath(digest));
        bytes += (await stat(path)).size;
        blobs += 1;
        if (!dryRun) await rm(path, { force: true });
      }
    }
  } catch (error) {
    throw fromSystemError(error, `collect the garbage of store ${store}`);
  }
  return { blobs, bytes };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
