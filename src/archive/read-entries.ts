import { BundleError } from "../errors.ts";
import { MAX_PAX, MAX_TARGET } from "../io/limits.ts";
import { asByteString, type ByteString, isValidUtf8, quote } from "./byte-string.ts";
import { checkOrder, type FrameOrder } from "./entry-order.ts";
import { checkPathLength, checkSegments, depthOf, leavesRoot } from "./entry-rules.ts";
import { decodePax } from "./pax-records.ts";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  type HeaderDecoder,
  headerDecoder,
  PAX_RECORDS,
  padding,
  SYMLINK,
  type TarHeader,
} from "./tar-entries.ts";

/** Where a frame stands in its blob. */
export interface FramePlace {
  readonly prefix: ByteString;
  /** The next frame continues the last file of this one. */
  readonly continued: boolean;
  readonly isLast: boolean;
}

/** Takes the entries of a frame; paths are below the blob's prefix. */
export interface EntrySink {
  directory(path: ByteString, header: TarHeader): void;
  /** `end` is where its content in this frame ends: before the file does, when the next frame continues it. */
  file(path: ByteString, header: TarHeader, start: number, end: number): void;
  symlink(path: ByteString, target: ByteString): void;
}

export interface FrameEntries {
  readonly count: number;
  readonly order: FrameOrder;
}

/**
 * Reads the entries of one frame's content. Every rule for paths, types and sizes is here; nothing is repaired.
 * @throws BundleError `ENTRY_INVALID`, `PATH_UNSAFE`, `NAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function readEntries(content: Buffer, place: FramePlace, sink: EntrySink): FrameEntries {
  const order = checkOrder();
  const checkPath = pathCheck(place.prefix);
  const decode = headerDecoder(content);
  let count = 0;
  let at = 0;
  let unfinished = false;
  while (at < content.length && !unfinished) {
    const next = nextHeader(content, at, decode);
    if (next === undefined) {
      checkEnd(content, at, place.isLast);
      return finish();
    }
    const { header, start } = next;
    const path = checkPath(header);
    checkHeader(header, path);
    order.add(path, header.type === DIRECTORY);
    count += 1;
    const end = start + header.size;
    unfinished = end > content.length;
    if (unfinished && !place.continued) throw invalid(header, `${header.size} bytes do not fit into its frame`);
    if (header.type === FILE) sink.file(path, header, start, Math.min(end, content.length));
    else if (header.type === DIRECTORY) sink.directory(path, header);
    else sink.symlink(path, header.target);
    at = end + padding(header.size);
    if (!unfinished && at > content.length) throw invalid(header, "its padding does not fit into its frame");
  }
  if (place.isLast) throw new BundleError("ENTRY_INVALID", "Cannot read tar: it has no end");
  if (place.continued && !unfinished) throw new BundleError("FRAME_INVALID", "Cannot continue a file: it was complete");
  return finish();

  function finish(): FrameEntries {
    return { count, order: order.finish() };
  }
}

/** Checks what follows the last byte of a file in the frame that ends it: padding, and the tar's end in the last frame. */
export function checkFileEnd(content: Buffer, at: number, size: number, isLast: boolean): void {
  const end = at + padding(size);
  if (end + (isLast ? END_SIZE : 0) !== content.length || !isZero(content, at, content.length)) {
    throw new BundleError("ENTRY_INVALID", "Cannot read tar: something follows a file in the frame that ends it");
  }
}

/** The next entry with its PAX records applied, and where its content starts; undefined at the end of the tar. */
function nextHeader(
  content: Buffer,
  at: number,
  decode: HeaderDecoder,
): { readonly header: TarHeader; readonly start: number } | undefined {
  const block = headerAt(content, at, decode);
  if (block === undefined) return undefined;
  if (block.type !== PAX_RECORDS) return { header: block, start: at + BLOCK_SIZE };
  if (block.size > MAX_PAX) {
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read tar header: ${block.size} bytes of PAX records, expected at most ${MAX_PAX}`,
    );
  }
  const body = at + BLOCK_SIZE;
  const behind = body + block.size + padding(block.size);
  if (behind > content.length) throw invalid(block, "its PAX records do not fit into the frame");
  const records = decodePax(asByteString(content.toString("latin1", body, body + block.size)));
  const header = headerAt(content, behind, decode);
  if (header === undefined || header.type === PAX_RECORDS) throw invalid(block, "no entry follows its PAX records");
  const merged = { ...header, ...records };
  if (merged.size < 0) throw invalid(merged, "its size is below zero");
  return { header: merged, start: behind + BLOCK_SIZE };
}

function headerAt(content: Buffer, at: number, decode: HeaderDecoder): TarHeader | undefined {
  if (at + BLOCK_SIZE > content.length)
    throw new BundleError("ENTRY_INVALID", "Cannot read tar header: the frame ends in it");
  return decode(at);
}

function checkEnd(content: Buffer, at: number, isLast: boolean): void {
  if (!isLast) throw new BundleError("ENTRY_INVALID", "Cannot read tar: it ends before its last frame");
  if (content.length - at !== END_SIZE || !isZero(content, at, content.length)) {
    throw new BundleError(
      "ENTRY_INVALID",
      `Cannot read tar: it ends in ${content.length - at} bytes, expected ${END_SIZE} zeros`,
    );
  }
}

function isZero(content: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (content[i] !== 0) return false;
  return true;
}

/** Returns the path below the prefix. Neighbours share a directory, so that one is looked at once. */
function pathCheck(prefix: ByteString): (header: TarHeader) => ByteString {
  let known = "";
  return ({ path, type }) => {
    checkPathLength(path);
    if (!path.startsWith(prefix) || path.length === prefix.length) {
      throw new BundleError("PATH_UNSAFE", `Cannot use path ${quote(path)}: expected one below ${quote(prefix)}`);
    }
    if (path.endsWith("/") !== (type === DIRECTORY)) {
      throw new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: a closing "/" is for directories`);
    }
    const below = asByteString(path.slice(prefix.length));
    const name = below.lastIndexOf("/", below.length - 2) + 1;
    const isKnown = name > 0 && name === known.length && below.startsWith(known);
    const fresh = isKnown ? asByteString(below.slice(name)) : below;
    if (!isValidUtf8(fresh)) throw new BundleError("NAME_INVALID", `Cannot use path ${quote(path)}: it is not UTF-8`);
    checkSegments(type === DIRECTORY ? asByteString(fresh.slice(0, -1)) : fresh);
    if (!isKnown) known = below.slice(0, name);
    return below;
  };
}

/** Seconds that a JavaScript date can hold: 270,000 years. */
const MAX_TIME = 8.64e12;

function checkHeader(header: TarHeader, path: ByteString): void {
  const { type, size, target, mode, mtime } = header;
  if (type !== FILE && type !== DIRECTORY && type !== SYMLINK) {
    throw invalid(header, `its type is ${JSON.stringify(type)}, expected a file, a directory or a symlink`);
  }
  if (mode > 0o7777) throw invalid(header, "its mode has more than 12 bits");
  if (Math.abs(mtime) > MAX_TIME) throw invalid(header, "its time is out of range");
  if (type !== FILE && size !== 0) throw invalid(header, `${size} bytes, expected none`);
  if (type === SYMLINK) checkSymlink(header, path);
  else if (target !== "") throw invalid(header, "it has a link target, expected none");
}

/** A symlink may point anywhere in the top directory it lies in; that one becomes `content/`. */
function checkSymlink({ target }: TarHeader, path: ByteString): void {
  const unsafe = (what: string): BundleError =>
    new BundleError("PATH_UNSAFE", `Cannot use symlink ${quote(path)} to ${quote(target)}: ${what}`);
  if (target.length > MAX_TARGET) {
    throw new BundleError("LIMIT_EXCEEDED", `Cannot use symlink ${quote(path)}: a target of ${target.length} bytes`);
  }
  if (target === "" || target.includes("\0")) throw unsafe("no path");
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot use symlink ${quote(path)}: not UTF-8`);
  if (leavesRoot(target, depthOf(path) - 1)) throw unsafe("it leaves its tree");
}

function invalid({ path }: TarHeader, what: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(path)}: ${what}`);
}
