import { BundleError } from "../errors.ts";
import { MAX_PAX, MAX_TARGET } from "../limits.ts";
import { asByteString, type ByteString, isAscii, isValidUtf8, quoteBytes } from "./byte-string.ts";
import { decodeFacts, decodeNameIn, decodePath, type HeaderBytes, headerBytes } from "./decode-header.ts";
import { type FrameOrder, OrderCheck, type TreeTop } from "./entry-order.ts";
import { checkPathLength, checkSegments, depthOf, type EntryPath, isDots, joinPath, leavesRoot } from "./entry-path.ts";
import { checkHeaderForm, checkNameForm, checkPaxForm } from "./header-form.ts";
import { BLOCK_SIZE, DIRECTORY, END_SIZE, FILE, PAX_RECORDS, padding, SYMLINK, type TarFacts } from "./headers.ts";
import { decodePax } from "./pax-records.ts";

/** Context of a frame in its blob. */
export interface FramePlace {
  readonly prefix: ByteString;
  /** Required entries at the top, if the blob is a layer's tree. */
  readonly top: TreeTop | undefined;
  /** The next frame continues the last file of this one. */
  readonly continued: boolean;
  readonly isLast: boolean;
}

/** Receives the entries of a frame. */
export interface EntrySink {
  directory(path: EntryPath, facts: TarFacts): void;
  /** `end` is the end of its content in this frame. The file is longer if the next frame continues it. */
  file(path: EntryPath, facts: TarFacts, start: number, end: number): void;
  symlink(path: EntryPath, target: ByteString): void;
}

export interface FrameEntries {
  readonly count: number;
  readonly order: FrameOrder;
}

/**
 * Reads the entries of one frame's content. Checks every rule for paths, types and sizes; repairs nothing.
 * @throws BundleError `ENTRY_INVALID`, `PATH_UNSAFE`, `NAME_INVALID`, `LIMIT_EXCEEDED`
 */
export function readEntries(content: Buffer, place: FramePlace, sink: EntrySink): FrameEntries {
  const reader = new EntryReader(content, place, sink);
  // Only one call in this loop: V8 would compile a larger body again for each frame.
  while (reader.next());
  return reader.finish();
}

/** Checks the bytes behind a file's end in its last frame: padding, and in the blob's last frame the end of the tar. */
export function checkFileEnd(content: Buffer, at: number, size: number, isLast: boolean): void {
  const end = at + padding(size);
  if (end + (isLast ? END_SIZE : 0) !== content.length || !isZero(content, at, content.length)) {
    throw new BundleError("ENTRY_INVALID", "Cannot read tar: something follows a file in the frame that ends it");
  }
}

class EntryReader {
  readonly #content: Buffer;
  readonly #headers: HeaderBytes;
  readonly #place: FramePlace;
  readonly #sink: EntrySink;
  readonly #order = new OrderCheck();
  /** Directory of the previous entry, and the bytes with which a neighbour's path starts. */
  #directory = NOTHING;
  #known = new Uint8Array(0);
  /** True if these bytes are ASCII. */
  #isPlain = true;
  #count = 0;
  #at = 0;
  /** True if the next frame continues the last file. */
  #isOpen = false;
  /** True once the end of the tar was read. */
  #hasEnded = false;

  constructor(content: Buffer, place: FramePlace, sink: EntrySink) {
    this.#content = content;
    this.#headers = headerBytes(content);
    this.#place = place;
    this.#sink = sink;
  }

  /** Reads one entry; false at the end. */
  next(): boolean {
    const at = this.#at;
    if (at >= this.#content.length || this.#isOpen) return false;
    const facts = factsAt(this.#headers, at);
    if (facts === undefined) {
      checkEnd(this.#content, at, this.#place.isLast);
      this.#hasEnded = true;
      return false;
    }
    if (facts.type === PAX_RECORDS) {
      const { path, merged, start } = behindRecords(this.#headers, at, facts);
      const split = this.#split(path, merged.type);
      checkFacts(merged, split);
      checkPaxForm(this.#headers, at, start, { ...merged, path });
      this.#take(split, merged, start);
    } else {
      const path = this.#pathAt(at, facts.type);
      checkFacts(facts, path);
      if (!isAscii(facts.target)) throw invalidEntry(path, "its target is not ASCII, and not in PAX records");
      this.#take(path, facts, at + BLOCK_SIZE);
    }
    return true;
  }

  finish(): FrameEntries {
    const { isLast, continued } = this.#place;
    if (!this.#hasEnded) {
      if (isLast) throw new BundleError("ENTRY_INVALID", "Cannot read tar: it has no end");
      if (continued && !this.#isOpen) throw new BundleError("FRAME_INVALID", "Cannot continue a file: it was complete");
    }
    return { count: this.#count, order: this.#order.finish() };
  }

  #take(path: EntryPath, facts: TarFacts, start: number): void {
    this.#order.add(path);
    this.#count += 1;
    const { length } = this.#content;
    const end = start + facts.size;
    this.#isOpen = end > length;
    if (this.#isOpen && !this.#place.continued)
      throw invalidEntry(path, `${facts.size} bytes do not fit into its frame`);
    if (this.#isOpen && this.#count > 1) throw invalidEntry(path, "the frame that begins it has other entries too");
    this.#at = end + padding(facts.size);
    if (!this.#isOpen) {
      if (this.#at > length) throw invalidEntry(path, "its padding does not fit into its frame");
      if (!isPadding(this.#headers, end, this.#at)) throw invalidEntry(path, "its padding is not zero");
    }
    if (this.#place.top !== undefined && path.directory === "") this.#checkTop(this.#place.top, path, facts, start);
    if (facts.type === FILE) this.#sink.file(path, facts, start, Math.min(end, length));
    else if (facts.type === DIRECTORY) this.#sink.directory(path, facts);
    else this.#sink.symlink(path, facts.target);
  }

  /** Checks that the top has only the directory and the file that identifies the tree. */
  #checkTop(top: TreeTop, path: EntryPath, { type, mode, size, mtime }: TarFacts, start: number): void {
    if (path.name === `${top.directory}/`) return;
    if (path.name !== top.file || type !== FILE)
      throw invalidEntry(path, `expected only ${top.directory}/ and ${top.file}`);
    if (mode !== 0o644 || mtime !== 0) throw invalidEntry(path, "expected mode 0644 and time 0");
    if (size !== top.text.length || this.#content.toString("latin1", start, start + size) !== top.text) {
      throw invalidEntry(path, `it is not ${JSON.stringify(top.text)}`);
    }
  }

  #pathAt(at: number, type: string): EntryPath {
    const canBeNeighbour = this.#directory !== "" && this.#isPlain && type !== DIRECTORY;
    const name = canBeNeighbour ? decodeNameIn(this.#known, this.#headers, at) : undefined;
    if (name === undefined || isDots(name)) return this.#wholePathAt(at, type);
    checkNameForm(this.#headers, at, this.#known.length + name.length);
    return { directory: this.#directory, name };
  }

  #wholePathAt(at: number, type: string): EntryPath {
    const path = decodePath(this.#headers, at);
    const split = this.#split(path, type);
    if (!isAscii(path)) throw invalidEntry(split, "its path is not ASCII, and not in PAX records");
    checkNameForm(this.#headers, at, path.length);
    return split;
  }

  /** Checks a whole path, and remembers its directory: of the next entries in it only the name is checked. */
  #split(path: ByteString, type: string): EntryPath {
    const { prefix } = this.#place;
    const below = checkPath(path, type, prefix);
    const name = below.lastIndexOf("/", below.length - 2) + 1;
    if (name !== this.#directory.length || !below.startsWith(this.#directory)) {
      this.#directory = asByteString(below.slice(0, name));
      this.#known = Buffer.from(prefix + this.#directory, "latin1");
      this.#isPlain = isAscii(prefix + this.#directory);
    }
    const split = { directory: this.#directory, name: asByteString(below.slice(name)) };
    if (this.#place.top !== undefined) this.#order.enter(split);
    return split;
  }
}

const NOTHING = asByteString("");

/** Reads the entry behind PAX records, and applies them. */
function behindRecords(headers: HeaderBytes, at: number, { size }: TarFacts) {
  if (size > MAX_PAX) {
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read tar header: ${size} bytes of PAX records, expected at most ${MAX_PAX}`,
    );
  }
  const broken = (what: string): BundleError =>
    new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(decodePath(headers, at))}: ${what}`);
  const { bytes } = headers;
  const body = at + BLOCK_SIZE;
  const behind = body + size + padding(size);
  if (behind > bytes.length) throw broken("its PAX records do not fit into the frame");
  const records = decodePax(asByteString(bytes.toString("latin1", body, body + size)));
  const facts = factsAt(headers, behind);
  if (facts === undefined || facts.type === PAX_RECORDS) throw broken("no entry follows its PAX records");
  const { path = decodePath(headers, behind), target = facts.target } = records;
  return { path, merged: { ...facts, target }, start: behind + BLOCK_SIZE };
}

function factsAt(headers: HeaderBytes, at: number): TarFacts | undefined {
  if (at + BLOCK_SIZE > headers.bytes.length)
    throw new BundleError("ENTRY_INVALID", "Cannot read tar header: the frame ends in it");
  const facts = decodeFacts(headers, at);
  if (facts !== undefined) checkHeaderForm(headers, at);
  return facts;
}

/** True when all padding bytes are zero. Reads whole words, since nearly every file has padding. */
function isPadding({ bytes, view }: HeaderBytes, from: number, to: number): boolean {
  let at = to - 4;
  for (; at >= from; at -= 4) if (view.getInt32(at, true) !== 0) return false;
  for (let i = from; i < at + 4; i++) if (bytes[i] !== 0) return false;
  return true;
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

/** Returns the path below the prefix. */
function checkPath(path: ByteString, type: string, prefix: ByteString): ByteString {
  checkPathLength(path);
  if (!path.startsWith(prefix) || path.length === prefix.length) {
    throw new BundleError(
      "PATH_UNSAFE",
      `Cannot use path ${quoteBytes(path)}: expected one below ${quoteBytes(prefix)}`,
    );
  }
  if (path.endsWith("/") !== (type === DIRECTORY)) {
    throw new BundleError("ENTRY_INVALID", `Cannot use path ${quoteBytes(path)}: a closing "/" is for directories`);
  }
  const below = asByteString(path.slice(prefix.length));
  if (!isValidUtf8(below))
    throw new BundleError("NAME_INVALID", `Cannot use path ${quoteBytes(path)}: it is not UTF-8`);
  checkSegments(type === DIRECTORY ? asByteString(below.slice(0, -1)) : below);
  return below;
}

/** Largest time of a JavaScript date, in seconds: 270,000 years. */
const MAX_TIME = 8.64e12;

function checkFacts({ type, size, target, mode, mtime }: TarFacts, path: EntryPath): void {
  if (type !== FILE && type !== DIRECTORY && type !== SYMLINK) {
    throw invalidEntry(path, `its type is ${JSON.stringify(type)}, expected a file, a directory or a symlink`);
  }
  if (mode > 0o7777) throw invalidEntry(path, "its mode has more than 12 bits");
  if (Math.abs(mtime) > MAX_TIME) throw invalidEntry(path, "its time is out of range");
  if (type !== FILE && size !== 0) throw invalidEntry(path, `${size} bytes, expected none`);
  if (type !== FILE && mtime !== 0) throw invalidEntry(path, "its time is not 0");
  if (type === SYMLINK && mode !== 0o777) throw invalidEntry(path, "its mode is not 0777");
  if (type === SYMLINK) checkSymlink(joinPath(path), target);
  else if (target !== "") throw invalidEntry(path, "it has a link target, expected none");
}

/** Checks that a symlink stays in its top directory, which becomes `content/`. */
function checkSymlink(path: ByteString, target: ByteString): void {
  const unsafe = (what: string): BundleError =>
    new BundleError("PATH_UNSAFE", `Cannot use symlink ${quoteBytes(path)} to ${quoteBytes(target)}: ${what}`);
  if (target.length > MAX_TARGET) {
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot use symlink ${quoteBytes(path)}: a target of ${target.length} bytes`,
    );
  }
  if (target === "" || target.includes("\0")) throw unsafe("no path");
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot use symlink ${quoteBytes(path)}: not UTF-8`);
  if (leavesRoot(target, depthOf(path) - 1)) throw unsafe("it leaves its tree");
}

function invalidEntry(path: EntryPath, what: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: ${what}`);
}
