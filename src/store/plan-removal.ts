import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import type { StoreEntry } from "./entries.ts";
import type { Usage } from "./usage.ts";

/** What a store is to keep. Without a member, nothing is removed for that reason. */
export interface GarbagePolicy {
  /** Newest entries of each name. */
  readonly keep?: number;
  /** Milliseconds since the last use. */
  readonly unusedFor?: number;
  /** Bytes of all blobs together. */
  readonly maxSize?: number;
}

/** An entry with what decides over it. */
export interface EntryRow {
  readonly entry: StoreEntry;
  readonly usage: Usage | undefined;
  /** Everything that it needs. */
  readonly blobs: ReadonlyMap<Digest, Descriptor>;
}

/** Decides which entries go. What has no record of use was added now. Pure. */
export function planRemoval(
  rows: readonly EntryRow[],
  { keep, unusedFor, maxSize }: GarbagePolicy,
  now: number,
): readonly StoreEntry[] {
  // Names of one digest have one time: the one that was written last is the newest.
  const newestFirst = rows.toReversed().toSorted((a, b) => (b.usage?.added ?? now) - (a.usage?.added ?? now));
  const seen = new Map<string, number>();
  const stays = newestFirst.filter(({ entry, usage }) => {
    const name = entry.name?.repository ?? "";
    const place = (seen.get(name) ?? 0) + 1;
    seen.set(name, place);
    const isOld = unusedFor !== undefined && now - (usage?.used ?? now) > unusedFor;
    return !isOld && (keep === undefined || place <= keep);
  });
  const usedLast = stays.toSorted((a, b) => (b.usage?.used ?? now) - (a.usage?.used ?? now));
  const most = maxSize ?? Number.POSITIVE_INFINITY;
  for (let size = sizeOf(usedLast); size > most && usedLast.length > 0; size = sizeOf(usedLast)) usedLast.pop();
  const kept = new Set(usedLast.map(({ entry }) => entry));
  return rows.map(({ entry }) => entry).filter((entry) => !kept.has(entry));
}

/** Bytes of all blobs, each once. */
export function sizeOf(rows: readonly Pick<EntryRow, "blobs">[]): number {
  const sizes = new Map(rows.flatMap(({ blobs }) => [...blobs.values()].map(({ digest, size }) => [digest, size])));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
