import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { isAbsent, lookAt } from "../io/look-at.ts";
import { fromSystemError } from "../io/system-error.ts";
import { type Digest, isDigest } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { reachOf, readIndex, rootsOf, rootsWithout, type StoreEntry } from "./entries.ts";
import { type EntryRow, type GarbagePolicy, type PartialRow, planGarbage, planPartials } from "./garbage-policy.ts";
import { leasedDigests } from "./lease.ts";
import { isStore, openStore, openStoreStaging, withLock } from "./open-store.ts";
import { openUsage, type UsageRecord } from "./usage.ts";
import { writeIndex } from "./write-index.ts";

/** The outcome of a collection, or of its dry run. */
export interface CollectedGarbage {
  readonly removed: readonly StoreEntry[];
  readonly blobs: number;
  readonly bytes: number;
}

/**
 * Removes what the policy does not keep, and then every blob that no entry and no living process needs. Holds the lock of the
 * store all the time, so that nobody takes a lease between marking and sweeping.
 * @throws BundleError `DIGEST_MISMATCH` for a damaged manifest: what it needs is not known then, so nothing is removed
 */
export async function collectGarbage(store: string, policy: GarbagePolicy, dryRun: boolean): Promise<CollectedGarbage> {
  await using content = await openStore(store);
  await refuseOthers(store);
  await using staging = await openStoreStaging(store);
  return await withLock(store, async () => {
    const index = await readIndex(content);
    using usage = openUsage(store);
    const now = Date.now();
    const rows: EntryRow[] = [];
    for (const entry of index.entries) {
      const blobs = await reachOf(content, rootsOf(index, entry));
      rows.push({ entry, usage: usage.of(entry.descriptor.digest), blobs });
    }
    const removed = planGarbage(rows, policy, now);
    const kept = rows.filter(({ entry }) => !removed.includes(entry));
    const partials = await presentPartials(store, usage);
    const { stays, goes } = planPartials(partials, kept, policy, now);
    const leased = await leasedDigests(store);
    const marked = new Set([...[...kept, ...stays].flatMap(({ blobs }) => [...blobs.keys()]), ...leased]);
    if (!dryRun) {
      if (removed.length > 0) await writeIndex(staging, rootsWithout(index, removed));
      usage.keepOnly(new Set(kept.map(({ entry }) => entry.descriptor.digest)));
      for (const { root } of goes) if (!leased.has(root)) usage.forgetPartial(root);
      // Their age counts from now on.
      for (const { entry, usage: known } of kept)
        if (known === undefined) usage.set(entry.descriptor.digest, { added: now, used: now, origin: "" });
    }
    return { removed, ...(await sweep(store, marked, dryRun)) };
  });
}

/** A blob of another layout may belong to an export that runs and has no lease. */
async function refuseOthers(store: string): Promise<void> {
  if (await isStore(store)) return;
  const found = "it is an OCI image layout that no `store add` has made or added to";
  throw new BundleError("OPTION_INVALID", `Cannot collect the garbage of ${store}: ${found}`, {
    hint: "Name a store. To make this layout one, add a bundle to it.",
  });
}

/** Bundles that are not whole, with those of their blobs that are there. */
async function presentPartials(store: string, usage: UsageRecord): Promise<readonly PartialRow[]> {
  const rows: PartialRow[] = [];
  for (const { root, used, digests } of usage.partials()) {
    const blobs = new Map<Digest, { readonly digest: Digest; readonly size: number }>();
    for (const digest of digests) {
      const there = await lookAt(join(store, blobPath(digest)));
      if (there !== undefined) blobs.set(digest, { digest, size: there.size });
    }
    rows.push({ root, used, blobs });
  }
  return rows;
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
