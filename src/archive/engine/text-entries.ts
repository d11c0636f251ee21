import { asByteString, type ByteString, toByteString } from "../../tar/byte-string.ts";
import { headerSize, padding } from "../../tar/headers.ts";
import type { TreePlan } from "../frames/tree.ts";
import { type EntryRecord, RecordReader, SYMLINK_ENTRY } from "../worker/entry-records.ts";
import { type ListedTree, recordsOf } from "./listed-tree.ts";

/** Position of an entry in the text of its tree. */
export interface TextEntry {
  /** Path below the tree's prefix. */
  readonly path: ByteString;
  /** Offset of its header. */
  readonly start: number;
  /** Offset of its content. */
  readonly content: number;
  /** Bytes of content. */
  readonly size: number;
  /** Offset of the entry behind it. */
  readonly end: number;
}

/** The entries of a planned tree, in order. */
export function* entriesOfPlan({ frames }: TreePlan): Generator<TextEntry> {
  let start = 0;
  for (const { fileOffset, records } of frames) {
    // A frame that continues a file has the record of that file once more.
    if (fileOffset !== undefined) continue;
    for (const list of records) {
      const reader = new RecordReader(list);
      for (let record = reader.next(); record !== undefined; record = reader.next()) {
        const entry = entryAt(start, record, record.headerSize);
        yield entry;
        start = entry.end;
      }
    }
  }
}

/** The entries of a listed blob, in order. */
export function* entriesOfListed(tree: ListedTree, prefix: string): Generator<TextEntry> {
  const before = toByteString(prefix);
  let start = 0;
  for (const record of recordsOf(tree)) {
    const target = record.kind === SYMLINK_ENTRY ? Buffer.from(record.payload as Uint8Array).toString("latin1") : "";
    const entry = entryAt(start, record, headerSize(asByteString(before + record.path), asByteString(target)));
    yield entry;
    start = entry.end;
  }
}

function entryAt(start: number, { path, size }: EntryRecord, header: number): TextEntry {
  const content = start + header;
  return { path, start, content, size, end: content + size + padding(size) };
}
