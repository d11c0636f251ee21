import type { Digest } from "../oci/digest.ts";
import { reachOf, readIndex, rootsOf, type StoreEntry } from "./entries.ts";
import { type EntryRow, sizeOf } from "./garbage-policy.ts";
import { openStore, unlessReadOnly, withLock } from "./open-store.ts";
import { openUsage, type Usage } from "./usage.ts";

/** An entry as it is listed. */
export interface ListedEntry {
  readonly entry: StoreEntry;
  /** Bytes of all that it needs, and of what nothing else in the store needs. */
  readonly size: number;
  readonly own: number;
  readonly usage: Usage | undefined;
}

export interface StoreList {
  readonly entries: readonly ListedEntry[];
  /** Bytes of all entries together, each blob once. */
  readonly size: number;
}

/** Lists a store. In one that may only be read, nothing is known of its use. */
export async function listStore(store: string): Promise<StoreList> {
  await using content = await openStore(store);
  const rows: EntryRow[] = [];
  const index = await readIndex(content);
  for (const entry of index.entries)
    rows.push({ entry, usage: undefined, blobs: await reachOf(content, rootsOf(index, entry)) });
  const usages = await readUsages(
    store,
    rows.map(({ entry }) => entry.descriptor.digest),
  );
  const needed = Map.groupBy(
    rows.flatMap(({ entry, blobs }) => [...blobs.keys()].map((digest) => ({ digest, root: entry.descriptor.digest }))),
    ({ digest }) => digest,
  );
  const isOwn = (digest: Digest): boolean => new Set(needed.get(digest)?.map(({ root }) => root)).size === 1;
  const entries = rows.map(({ entry, blobs }) => ({
    entry,
    size: sizeOf([{ blobs }]),
    own: sizeOf([{ blobs: new Map([...blobs].filter(([digest]) => isOwn(digest))) }]),
    usage: usages.get(entry.descriptor.digest),
  }));
  return { entries, size: sizeOf(rows) };
}

async function readUsages(store: string, digests: readonly Digest[]): Promise<ReadonlyMap<Digest, Usage | undefined>> {
  const usages = await unlessReadOnly(() =>
    withLock(store, async () => {
      using usage = openUsage(store);
      return new Map(digests.map((digest) => [digest, usage.of(digest)]));
    }),
  );
  return usages ?? new Map();
}
