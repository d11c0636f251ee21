import { BundleError } from "../../errors.ts";
import { MAX_BLOB_CONTENT, MAX_DOCUMENT, MAX_DOCUMENTS, MAX_ENTRIES } from "../../limits.ts";
import { asByteString, quoteBytes, toByteString } from "../../tar/byte-string.ts";
import { checkPathLength, checkSegments } from "../../tar/entry-path.ts";
import { END_SIZE, headerSize, padding } from "../../tar/headers.ts";
import { FRAME_CONTENT } from "../frames/frame-codec.ts";
import type { PlannedFrame, Tree, TreePlan } from "../frames/tree.ts";
import {
  DOCUMENT_ENTRY,
  type EntryRecord,
  entryList,
  FILE_ENTRY,
  RecordReader,
  SYMLINK_ENTRY,
} from "../worker/entry-records.ts";
import { checkLayerSymlinks, type PackageSymlinks } from "./package-symlinks.ts";
import type { SymlinkEntry } from "./symlink-tree.ts";

/**
 * Bytes by which the first frame's file content is shorter than a frame, for a file that takes several: the header shares that
 * frame, and the pieces shall begin at memory pages.
 */
const PAGE = 4096;

/**
 * Cuts a tree's entries into frames by their sizes alone: whole entries up to {@link FRAME_CONTENT}, and separate frames for a
 * larger file.
 * @param walked records of the tree's directory, in order
 * @param packages collects the symlinks
 * @throws BundleError `LIMIT_EXCEEDED`, `PATH_UNSAFE`
 */
export function planTree(tree: Tree, walked: readonly Uint8Array[], packages: PackageSymlinks): TreePlan {
  const symlinks: SymlinkEntry[] = [];
  const cutter = new FrameCutter((record) => symlinks.push(symlinkOf(record)));
  for (const list of inOrder(tree, walked)) cutter.add(list);
  const frames = cutter.finish();
  const { entryCount, contentSize } = cutter;
  if (entryCount > MAX_ENTRIES) throw over(tree, `${entryCount} entries, expected at most ${MAX_ENTRIES}`);
  if (contentSize > MAX_BLOB_CONTENT) throw over(tree, `${contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (tree.directory === undefined && contentSize > MAX_DOCUMENTS)
    throw over(tree, `${contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`);
  packages.count(symlinks);
  checkLayerSymlinks(tree.directory?.path ?? tree.prefix, symlinks);
  packages.add(tree.links ?? [], symlinks);
  return { tree, contentSize, entryCount, frames };
}

/** Cuts records into frames, list by list, so that frames can be packed before the last list is there. */
export class FrameCutter {
  /** Of all lists; at the end with the zeros that close the tar. */
  entryCount = 0;
  contentSize = 0;
  readonly #found: ((record: Uint8Array) => void) | undefined;
  readonly #frames: PlannedFrame[] = [];
  #records: Uint8Array[] = [];
  #filled = 0;
  #fileBytes = 0;

  /** @param found called with the record of each symlink */
  constructor(found?: (record: Uint8Array) => void) {
    this.#found = found;
  }

  add(list: Uint8Array): void {
    const reader = new RecordReader(list);
    let start = 0;
    let at = 0;
    for (let record = reader.nextSize(); record !== undefined; record = reader.nextSize()) {
      const { end, kind, headerSize: header, size } = record;
      if (kind === SYMLINK_ENTRY) this.#found?.(list.subarray(at, end));
      const whole = header + size + padding(size);
      this.entryCount += 1;
      this.contentSize += whole;
      if (this.#filled + whole > FRAME_CONTENT) {
        if (at > start) this.#records.push(list.subarray(start, at));
        start = at;
        this.#close();
      }
      if (whole > FRAME_CONTENT) {
        for (const piece of cutFile(list.subarray(at, end), header, size)) this.#frames.push(piece);
        start = end;
      } else {
        this.#filled += whole;
        if (kind === FILE_ENTRY) this.#fileBytes += size;
      }
      at = end;
    }
    if (start < list.length) this.#records.push(list.subarray(start));
  }

  /** The frames that are complete since the last call. The last one stays if nothing follows yet: it may get the end of the tar. */
  take(): PlannedFrame[] {
    return this.#frames.splice(0, this.#filled > 0 ? this.#frames.length : this.#frames.length - 1);
  }

  /** The other frames. The zeros that close the tar go into the last one, or into a new one if it is full. */
  finish(): PlannedFrame[] {
    this.contentSize += END_SIZE;
    const last = this.#frames.at(-1);
    if (this.#filled === 0 && last !== undefined && last.contentSize + END_SIZE <= FRAME_CONTENT) {
      this.#frames.splice(-1, 1, { ...last, contentSize: last.contentSize + END_SIZE });
      return this.#frames;
    }
    if (this.#filled + END_SIZE > FRAME_CONTENT) this.#close();
    this.#filled += END_SIZE;
    this.#close();
    return this.#frames;
  }

  #close(): void {
    if (this.#filled > 0)
      this.#frames.push({ contentSize: this.#filled, records: this.#records, fileBytes: this.#fileBytes });
    this.#records = [];
    this.#filled = 0;
    this.#fileBytes = 0;
  }
}

function symlinkOf(list: Uint8Array): SymlinkEntry {
  const { path, payload } = new RecordReader(list).next() as EntryRecord;
  return [path, asByteString(Buffer.from(payload as Uint8Array).toString("latin1"))];
}

function cutFile(record: Uint8Array, header: number, size: number): PlannedFrame[] {
  const records = [record];
  const first = FRAME_CONTENT - Math.ceil(header / PAGE) * PAGE;
  const frames: PlannedFrame[] = [{ contentSize: header + first, records, fileBytes: first }];
  for (let fileOffset = first; fileOffset < size; fileOffset += FRAME_CONTENT) {
    const rest = size - fileOffset;
    const contentSize = rest > FRAME_CONTENT ? FRAME_CONTENT : rest + padding(size);
    frames.push({ contentSize, fileOffset, records, fileBytes: Math.min(rest, FRAME_CONTENT) });
  }
  return frames;
}

/** Records of the tree's documents: those that sort before its directory, and those that sort after it. */
function inOrder(tree: Tree, walked: readonly Uint8Array[]): Uint8Array[] {
  const prefix = toByteString(tree.prefix);
  if (!prefix.endsWith("/")) throw new Error(`prefix ${tree.prefix} does not end with "/"`);
  const inside = tree.directory === undefined ? undefined : toByteString(`${tree.directory.name}/`);
  const documents = tree.documents
    .map(({ name, bytes }) => ({ path: toByteString(name), bytes }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const before = entryList();
  const behind = entryList();
  for (const [index, { path, bytes }] of documents.entries()) {
    const full = asByteString(prefix + path);
    checkPathLength(full);
    checkSegments(path);
    if (bytes.byteLength > MAX_DOCUMENT)
      throw over(tree, `${bytes.byteLength} bytes in ${quoteBytes(path)}, expected at most ${MAX_DOCUMENT}`);
    if (path === documents[index - 1]?.path || (inside !== undefined && `${path}/`.startsWith(inside))) {
      throw new Error(`document ${quoteBytes(path)} is there twice`);
    }
    const size = bytes.byteLength;
    const record = { kind: DOCUMENT_ENTRY, path, mode: 0o644, size, mtime: 0, nanoseconds: 0, payload: bytes } as const;
    const list = inside !== undefined && path > inside ? behind : before;
    list.add({ ...record, headerSize: headerSize(full, NO_TARGET) });
  }
  return [before.take(), ...walked, behind.take()].filter((list) => list !== undefined);
}

const NO_TARGET = asByteString("");

function over(tree: Tree, what: string): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot export ${tree.prefix}: ${what}`);
}
