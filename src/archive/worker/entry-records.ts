import { asByteString, type ByteString } from "../../tar/byte-string.ts";

/**
 * Entries to pack, encoded one behind the other. A record is 36 bytes, then the path, then the payload. A million objects would
 * take ten times the memory, and each would be cloned for a worker.
 */
export type EntryKind = 0 | 1 | 2 | 3 | 4;
export const FILE_ENTRY = 0;
export const DIRECTORY_ENTRY = 1;
export const SYMLINK_ENTRY = 2;
export const DOCUMENT_ENTRY = 3;
export const HARD_LINK_ENTRY = 4;

export interface EntryRecord {
  readonly kind: EntryKind;
  /** Path below the tree's prefix; ends with "/" for a directory. */
  readonly path: ByteString;
  readonly mode: number;
  /** Bytes of content. */
  readonly size: number;
  /** Mtime of a file in whole seconds; 0 for other entries. */
  readonly mtime: number;
  /** Nanoseconds of the mtime, used only to detect changes. */
  readonly nanoseconds: number;
  /** Bytes of header and PAX records, before the content. */
  readonly headerSize: number;
  /** Target of a link, or bytes of a document. */
  readonly payload: Uint8Array | ByteString;
}

const FIXED = 36;

/** Collects records in one growing buffer. */
export interface EntryList {
  add(record: EntryRecord): void;
  /** Returns a copy of the records and starts a new list; undefined when there are none. */
  take(): Uint8Array<ArrayBuffer> | undefined;
  /** Copies the records to an offset and starts a new list; returns their bytes. */
  moveTo(target: Uint8Array, offset: number): number;
  clear(): void;
}

export function entryList(): EntryList {
  let buffer = Buffer.allocUnsafe(64 * 1024);
  let view = viewOf(buffer);
  let end = 0;
  return {
    add(record) {
      const length = FIXED + record.path.length + record.payload.length;
      if (end + length > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, end + length));
        buffer.copy(larger, 0, 0, end);
        buffer = larger;
        view = viewOf(buffer);
      }
      encodeRecord(record, buffer, view, end);
      end += length;
    },
    take() {
      if (end === 0) return undefined;
      const records = new Uint8Array(buffer.subarray(0, end));
      end = 0;
      return records;
    },
    moveTo(target, offset) {
      target.set(buffer.subarray(0, end), offset);
      const moved = end;
      end = 0;
      return moved;
    },
    clear() {
      end = 0;
    },
  };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

// Views take half the time of a buffer's own methods.
function encodeRecord(record: EntryRecord, to: Buffer, view: DataView, at: number): void {
  view.setUint16(at, record.kind, true);
  view.setUint16(at + 2, record.mode, true);
  view.setUint32(at + 4, record.path.length, true);
  view.setUint32(at + 8, record.payload.length, true);
  view.setUint32(at + 12, record.headerSize, true);
  view.setFloat64(at + 16, record.size, true);
  view.setFloat64(at + 24, record.mtime, true);
  view.setUint32(at + 32, record.nanoseconds, true);
  to.write(record.path, at + FIXED, "latin1");
  const payload = at + FIXED + record.path.length;
  if (record.payload === "") return;
  if (typeof record.payload === "string") to.write(record.payload, payload, "latin1");
  else to.set(record.payload, payload);
}

/** The numbers of a record that decide the frames, without its strings. */
export interface RecordSize {
  /** Offset of the next record. */
  readonly end: number;
  readonly kind: EntryKind;
  readonly headerSize: number;
  readonly size: number;
}

/** Reads records in order. A class, because V8 compiles its methods once; closures would be compiled for each list. */
export class RecordReader {
  #at: number;
  readonly #list: Buffer;
  readonly #view: DataView;

  /** @param at offset of the first record to read */
  constructor(list: Uint8Array, at = 0) {
    this.#at = at;
    this.#list = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
    this.#view = viewOf(list);
  }

  /** Offset of the next record. */
  get at(): number {
    return this.#at;
  }

  nextSize(): RecordSize | undefined {
    const at = this.#at;
    const view = this.#view;
    if (at >= view.byteLength) return undefined;
    this.#at = at + FIXED + view.getUint32(at + 4, true) + view.getUint32(at + 8, true);
    return {
      end: this.#at,
      kind: view.getUint16(at, true) as EntryKind,
      headerSize: view.getUint32(at + 12, true),
      size: view.getFloat64(at + 16, true),
    };
  }

  /** The next record without what makes objects of their own. */
  nextPath(): Pick<EntryRecord, "kind" | "path"> | undefined {
    const at = this.#at;
    const size = this.nextSize();
    if (size === undefined) return undefined;
    const path = at + FIXED;
    const end = path + this.#view.getUint32(at + 4, true);
    return { kind: size.kind, path: asByteString(this.#list.toString("latin1", path, end)) };
  }

  next(): EntryRecord | undefined {
    const at = this.#at;
    const view = this.#view;
    if (at >= view.byteLength) return undefined;
    const path = at + FIXED;
    const payload = path + view.getUint32(at + 4, true);
    const end = payload + view.getUint32(at + 8, true);
    this.#at = end;
    return {
      kind: view.getUint16(at, true) as EntryKind,
      path: asByteString(this.#list.toString("latin1", path, payload)),
      mode: view.getUint16(at + 2, true),
      size: view.getFloat64(at + 16, true),
      mtime: view.getFloat64(at + 24, true),
      nanoseconds: view.getUint32(at + 32, true),
      headerSize: view.getUint32(at + 12, true),
      // Nearly all entries are files, which have no payload.
      payload: end > payload ? this.#list.subarray(payload, end) : NOTHING,
    };
  }
}

const NOTHING = new Uint8Array(0);

/** Modes of the directories in a list, each once. */
export function directoryModes(list: Uint8Array): ReadonlySet<number> {
  const modes = new Set<number>();
  const reader = new RecordReader(list);
  for (let record = reader.next(); record !== undefined; record = reader.next())
    if (record.kind === DIRECTORY_ENTRY) modes.add(record.mode);
  return modes;
}

/** The same list, with another mode for the directories that have the mode `from`. */
export function withDirectoryMode(list: Uint8Array, from: number, to: number): Uint8Array {
  const changed = new Uint8Array(list);
  const view = viewOf(changed);
  const reader = new RecordReader(list);
  let at = 0;
  for (let record = reader.nextSize(); record !== undefined; record = reader.nextSize()) {
    if (record.kind === DIRECTORY_ENTRY && view.getUint16(at + 2, true) === from) view.setUint16(at + 2, to, true);
    at = record.end;
  }
  return changed;
}

/** Splits `BigIntStats.mtimeNs` into seconds and nanoseconds; `Stats.mtimeMs` is not exact enough to round down. */
export function splitTime(time: bigint): Pick<EntryRecord, "mtime" | "nanoseconds"> {
  const rest = ((time % SECOND) + SECOND) % SECOND;
  return { mtime: Number((time - rest) / SECOND), nanoseconds: Number(rest) };
}

const SECOND = 1_000_000_000n;
