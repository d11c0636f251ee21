import { asByteString, isAscii, toByteString, toFsPath } from "../../tar/byte-string.ts";
import type { ContentHash } from "./blake3.ts";
import type { ContentHashName } from "./content-hash.ts";
import { type EntryRecord, entryList, FILE_ENTRY, RecordReader } from "./entry-records.ts";
import { readFile } from "./pack-tree.ts";

/** Hashes the files of a walked directory. */
export interface HashTask {
  readonly kind: "hash";
  readonly algorithm: ContentHashName;
  /** The tree's directory: its path on disk, and its name in the paths of the records. */
  readonly directory: { readonly name: string; readonly path: string };
  /** Records of `entry-records.ts`, as the walk gave them. */
  readonly records: Uint8Array;
}

/** The same records; the payload of a file is its digest. */
export type HashResult = Uint8Array | undefined;

/** Bytes of a file that are read at a time. */
const CHUNK = 1024 * 1024;

/** Hashes files with one reused buffer. The tasks throw BundleError `FILE_CHANGED`, `PERMISSION_DENIED`, `IO_FAILED` */
export function fileHasher(): (task: HashTask, hash: ContentHash) => HashResult {
  let buffer: Buffer | undefined;
  return ({ directory, records }, hash) => {
    buffer ??= Buffer.allocUnsafeSlow(CHUNK);
    const root = toByteString(directory.path);
    const inside = toByteString(directory.name).length;
    const list = entryList();
    const reader = new RecordReader(records);
    for (let record = reader.next(); record !== undefined; record = reader.next()) {
      if (record.kind !== FILE_ENTRY) {
        list.add(record);
        continue;
      }
      const path = asByteString(root + record.path.slice(inside));
      const file = { path, at: isAscii(path) ? path : toFsPath(path) };
      list.add({ ...record, payload: digestOf(file, record, hash, buffer) });
    }
    return list.take();
  };
}

function digestOf(
  file: Parameters<typeof readFile>[0],
  record: EntryRecord,
  hash: ContentHash,
  content: Buffer,
): Uint8Array {
  hash.start();
  let offset = 0;
  do {
    const end = Math.min(CHUNK, record.size - offset);
    readFile(file, record, { content, start: 0, end }, offset);
    hash.update(content.subarray(0, end));
    offset += end;
  } while (offset < record.size);
  return hash.digest();
}
