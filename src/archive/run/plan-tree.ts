import { BundleError } from "../../errors.ts";
import { MAX_BLOB_CONTENT, MAX_DOCUMENT, MAX_DOCUMENTS, MAX_ENTRIES } from "../../limits.ts";
import { asByteString, quoteBytes, toByteString } from "../../tar/byte-string.ts";
import { checkPathLength, checkSegments } from "../../tar/entry-rules.ts";
import { END_SIZE, headerSize, padding } from "../../tar/headers.ts";
import { FRAME_CONTENT } from "../frames/frame-codec.ts";
import type { PlannedFrame, Tree, TreePlan } from "../frames/tree.ts";
import { DOCUMENT_ENTRY, type EntryRecord, entryList, RecordReader, SYMLINK_ENTRY } from "../work/entry-records.ts";
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
  const frames: PlannedFrame[] = [];
  const cutting = cutFrames(inOrder(tree, walked), (record) => symlinks.push(symlinkOf(record)));
  let cut = cutting.next();
  for (; cut.done !== true; cut = cutting.next()) frames.push(cut.value);
  const { entryCount, contentSize } = cut.value;
  if (entryCount > MAX_ENTRIES) throw over(tree, `${entryCount} entries, expected at most ${MAX_ENTRIES}`);
  if (contentSize > MAX_BLOB_CONTENT) throw over(tree, `${contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (tree.directory === undefined && contentSize > MAX_DOCUMENTS)
    throw over(tree, `${contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`);
  packages.count(symlinks);
  checkLayerSymlinks(tree.directory?.path ?? tree.prefix, symlinks);
  packages.add(tree.links ?? [], symlinks);
  return { tree, contentSize, entryCount, frames };
}

/**
 * Cuts records into frames, list by list, so that frames can be packed before the last list is there.
 * @param found called with the record of each symlink
 * @returns the sums over all frames
 */
export function* cutFrames(
  lists: Iterable<Uint8Array>,
  found: (record: Uint8Array) => void = () => undefined,
): Generator<PlannedFrame, Pick<TreePlan, "entryCount" | "contentSize">, undefined> {
  const frames: PlannedFrame[] = [];
  let entryCount = 0;
  let contentSize = 0;
  let records: Uint8Array[] = [];
  let filled = 0;
  const close = (): void => {
    if (filled > 0) frames.push({ contentSize: filled, records });
    records = [];
    filled = 0;
  };
  for (const list of lists) {
    const reader = new RecordReader(list);
    let start = 0;
    let at = 0;
    for (let record = reader.nextSize(); record !== undefined; record = reader.nextSize()) {
      const { end, kind, headerSize: header, size } = record;
      if (kind === SYMLINK_ENTRY) found(list.subarray(at, end));
      const whole = header + size + padding(size);
      entryCount += 1;
      contentSize += whole;
      if (filled + whole > FRAME_CONTENT) {
        if (at > start) records.push(list.subarray(start, at));
        start = at;
        close();
      }
      if (whole > FRAME_CONTENT) {
        for (const piece of cutFile(list.subarray(at, end), header, size)) frames.push(piece);
        start = end;
      } else filled += whole;
      at = end;
    }
    if (start < list.length) records.push(list.subarray(start));
    // The last one may get the end of the tar.
    if (frames.length > 1) yield* frames.splice(0, frames.length - 1);
  }
  // The zeros that close the tar go into the last frame, or into a new one if it is full.
  if (filled === 0 && frames.length > 0) {
    const last = frames.pop() as PlannedFrame;
    if (last.contentSize + END_SIZE <= FRAME_CONTENT)
      frames.push({ ...last, contentSize: last.contentSize + END_SIZE });
    else frames.push(last, { contentSize: END_SIZE, records: [] });
  } else {
    if (filled + END_SIZE > FRAME_CONTENT) close();
    filled += END_SIZE;
    close();
  }
  yield* frames;
  return { entryCount, contentSize: contentSize + END_SIZE };
}

function symlinkOf(list: Uint8Array): SymlinkEntry {
  const { path, payload } = new RecordReader(list).next() as EntryRecord;
  return [path, asByteString(Buffer.from(payload as Uint8Array).toString("latin1"))];
}

function cutFile(record: Uint8Array, header: number, size: number): PlannedFrame[] {
  const records = [record];
  const first = FRAME_CONTENT - Math.ceil(header / PAGE) * PAGE;
  const frames: PlannedFrame[] = [{ contentSize: header + first, records }];
  for (let fileOffset = first; fileOffset < size; fileOffset += FRAME_CONTENT) {
    const rest = size - fileOffset;
    const contentSize = rest > FRAME_CONTENT ? FRAME_CONTENT : rest + padding(size);
    frames.push({ contentSize, fileOffset, records });
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
