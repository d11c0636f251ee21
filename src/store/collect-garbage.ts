import type { Dirent } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { lookAt } from "../io/look-at.ts";
import { type OpenTree, openTree } from "../io/open-tree.ts";
import { sweepStaging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import { type Digest, isDigest } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { reachOf, readIndex, rootsOf, rootsWithout, type StoreEntry } from "./entries.ts";
import { type EntryRow, type GarbagePolicy, type PartialRow, planGarbage, planPartials } from "./garbage-policy.ts";
import { leasedDigests } from "./lease.ts";
import { isStore, openStore, openStoreStaging, STORE_STAGING, withLock } from "./open-store.ts";
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
 * store all the time, so that nobody takes a lease between marking and sweeping. What no entry needs goes first, and before anything is
 * written: the disk may be full.
 * @throws BundleError `DIGEST_MISMATCH` for a damaged manifest: what it needs is not known then, so nothing is removed
 */
export async function collectGarbage(store: string, policy: GarbagePolicy, dryRun: boolean): Promise<CollectedGarbage> {
  await using content = await openStore(store);
  await refuseOthers(store);
  return await withLock(store, async () => {
    await sweepStaging({ root: store, folder: STORE_STAGING });
    using tree = openTree(store);
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
    const marked = new Set([...digestsOf([...kept, ...stays]), ...leased]);
    if (dryRun) return { removed, ...(await sweep(tree, marked, dryRun)) };
    const before = await sweep(tree, new Set([...marked, ...digestsOf(rows)]), dryRun);
    if (removed.length > 0) {
      await using staging = await openStoreStaging(store);
      await writeIndex(staging, rootsWithout(index, removed));
    }
    usage.keepOnly(new Set(kept.map(({ entry }) => entry.descriptor.digest)));
    for (const { root } of goes) if (!leased.has(root)) usage.forgetPartial(root);
    // Their age counts from now on.
    for (const { entry, usage: known } of kept)
      if (known === undefined) usage.set(entry.descriptor.digest, { added: now, used: now, origin: "" });
    const { blobs, bytes } = await sweep(tree, marked, dryRun);
    return { removed, blobs: before.blobs + blobs, bytes: before.bytes + bytes };
  });
}

function digestsOf(rows: readonly Pick<PartialRow, "blobs">[]): readonly Digest[] {
  return rows.flatMap(({ blobs }) => [...blobs.keys()]);
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

/**
 * Removes blobs that are not marked. Goes through no link: what one leads to is not part of the store.
 * @throws BundleError `PATH_UNSAFE` for a folder of blobs that is a link
 */
async function sweep(
  store: OpenTree,
  marked: ReadonlySet<Digest>,
  dryRun: boolean,
): Promise<{ readonly blobs: number; readonly bytes: number }> {
  let [blobs, bytes] = [0, 0];
  try {
    const folders = (await entriesIn(store, "blobs")).filter((entry) => !entry.isFile());
    for (const { name: algorithm } of folders) {
      for (const { name: hex } of await entriesIn(store, `blobs/${algorithm}`)) {
        const digest = `${algorithm}:${hex}`;
        // Other files are not ours to remove.
        if (!isDigest(digest) || marked.has(digest)) continue;
        await store.ifThere(blobPath(digest), async (place) => {
          const there = await lstat(place);
          if (there.isDirectory()) return;
          bytes += there.size;
          blobs += 1;
          if (!dryRun) await rm(place);
        });
      }
    }
  } catch (error) {
    throw fromSystemError(error, `collect the garbage of store ${store.name}`);
  }
  return { blobs, bytes };
}

/** Entries of a folder; none if it does not exist. @throws BundleError `PATH_UNSAFE` for a link */
async function entriesIn(store: OpenTree, folder: string): Promise<readonly Dirent[]> {
  try {
    using opened = store.open(folder);
    return await readdir(opened.path, { withFileTypes: true });
  } catch (error) {
    if (error instanceof BundleError && error.code === "FILE_NOT_FOUND") return [];
    throw error;
  }
}
