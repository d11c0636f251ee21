import { asByteString, type ByteString, toText } from "../../tar/byte-string.ts";
import { DIRECTORY_ENTRY, type EntryRecord, FILE_ENTRY } from "../worker/entry-records.ts";
import { isOtherUmask } from "../worker/umask-modes.ts";
import { type ListedTree, recordsOf } from "./listed-tree.ts";

/** Kind of damage of an entry. `umask`: a directory whose mode differs as another umask makes it. */
export type Flaw = "missing" | "extra" | "type" | "content" | "mode" | "time" | "target" | "umask";

/** An entry of a tree that is not as expected. */
export interface FlawedEntry {
  readonly path: string;
  readonly flaws: readonly Flaw[];
}

/** Compares a tree with what it should be, entry by entry. Both are in the order of paths. */
export function compareListed(expected: ListedTree, found: ListedTree): readonly FlawedEntry[] {
  const theirs = new Map<ByteString, EntryRecord>();
  for (const record of recordsOf(found)) theirs.set(nameOf(record), record);
  const flawed: FlawedEntry[] = [];
  for (const record of recordsOf(expected)) {
    const path = nameOf(record);
    const other = theirs.get(path);
    theirs.delete(path);
    const flaws = other === undefined ? (["missing"] as const) : flawsOf(record, other);
    if (flaws.length > 0) flawed.push({ path: toText(path), flaws });
  }
  for (const path of theirs.keys()) flawed.push({ path: toText(path), flaws: ["extra"] });
  return flawed;
}

/** The path without the "/" of a directory, so that a file in its place is found. */
function nameOf({ path }: EntryRecord): ByteString {
  return path.endsWith("/") ? asByteString(path.slice(0, -1)) : path;
}

function flawsOf(expected: EntryRecord, found: EntryRecord): readonly Flaw[] {
  if (expected.kind !== found.kind) return ["type"];
  const isSame = Buffer.compare(bytesOf(expected), bytesOf(found)) === 0;
  if (expected.kind === FILE_ENTRY) {
    return [
      ...(isSame && expected.size === found.size ? [] : (["content"] as const)),
      ...(expected.mode === found.mode ? [] : (["mode"] as const)),
      ...(expected.mtime === found.mtime ? [] : (["time"] as const)),
    ];
  }
  if (expected.kind !== DIRECTORY_ENTRY) return isSame ? [] : ["target"];
  if (expected.mode === found.mode) return [];
  return isOtherUmask(expected.mode, found.mode) ? ["umask"] : ["mode"];
}

function bytesOf({ payload }: EntryRecord): Uint8Array {
  return typeof payload === "string" ? Buffer.from(payload, "latin1") : payload;
}
