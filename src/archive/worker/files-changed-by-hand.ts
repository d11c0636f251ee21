import { statSync } from "node:fs";
import { toText } from "../../tar/byte-string.ts";
import { type EntryRecord, FILE_ENTRY, RecordReader } from "./entry-records.ts";

/**
 * Finds files that were written after their tree was made, for messages: unpacked ones have the times of an archive. Somebody who
 * keeps the time of a file hides the change from this.
 * @param directory path of the tree
 * @returns paths in the tree
 */
export function filesChangedByHand(directory: string, records: Iterable<Uint8Array>): readonly string[] {
  const made = statSync(directory, { throwIfNoEntry: false })?.birthtimeMs ?? 0;
  if (made === 0) return [];
  const changed: string[] = [];
  for (const list of records) {
    const reader = new RecordReader(list);
    for (let record = reader.next(); record !== undefined; record = reader.next())
      if (record.kind === FILE_ENTRY && timeOf(record) > made) changed.push(toText(record.path));
  }
  return [...new Set(changed)];
}

/** Milliseconds since 1970. */
function timeOf({ mtime, nanoseconds }: EntryRecord): number {
  return mtime * 1000 + nanoseconds / 1_000_000;
}

/** Most files that a message names. */
const NAMED_FILES = 3;

/** Names a few files. */
export function nameFiles(files: readonly string[]): string {
  const more = files.length - NAMED_FILES;
  return `${files.slice(0, NAMED_FILES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
