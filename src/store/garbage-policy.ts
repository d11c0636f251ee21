import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import type { StoreEntry } from "./entries.ts";
import type { Usage } from "./usage.ts";

/** The limits of a store. Without a member, nothing is removed for that reason. */
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

/** A bundle of which an import has kept some blobs, but not all. */
export interface PartialRow {
  readonly root: Digest;
  /** Milliseconds since 1970. */
  readonly used: number;
  /** Those of its blobs that are there. */
  readonly blobs: ReadonlyMap<Digest, Pick<Descriptor, "digest" | "size">>;
}

/** Milliseconds for which an unfinished bundle waits for the next import of it. */
const PARTIAL_AGE = 7 * 24 * 60 * 60 * 1000;

/** Decides which bundles that are not whole stay: they are the first to go when the store is too large. Pure. */
export function planPartials(
  partials: readonly PartialRow[],
  kept: readonly EntryRow[],
  { unusedFor = PARTIAL_AGE, maxSize = Number.POSITIVE_INFINITY }: GarbagePolicy,
  now: number,
): { readonly stays: readonly PartialRow[]; readonly goes: readonly PartialRow[] } {
  const stays = partials.filter(({ used }) => now - used <= unusedFor).toSorted((a, b) => b.used - a.used);
  while (stays.length > 0 && sizeOf([...kept, ...stays]) > maxSize) stays.pop();
  return { stays, goes: partials.filter((each) => !stays.includes(each)) };
}

/** Decides which entries go. What has no record of use was added now. Pure. */
export function planGarbage(
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
export function sizeOf(rows: readonly Pick<PartialRow, "blobs">[]): number {
  const sizes = new Map(rows.flatMap(({ blobs }) => [...blobs.values()].map(({ digest, size }) => [digest, size])));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
