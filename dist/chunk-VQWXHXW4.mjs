import {
  OrderCheck,
  checkDigest,
  checkFileEnd,
  checkPathLength,
  checkSegments,
  decodeAlone,
  depthOf,
  joinPath,
  leavesRoot,
  located,
  readEntries
} from "./chunk-ZRUH5ZQN.mjs";
import {
  FRAME_CONTENT,
  decodeFrame,
  digestOfBytes,
  encodeFrame,
  frameRoom,
  release
} from "./chunk-2WQ5WNEA.mjs";
import {
  decodeFacts,
  headerBytes
} from "./chunk-656FN2VF.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  FILE,
  HARD_LINK,
  SYMLINK,
  asByteString,
  encodeEntry,
  headerSize,
  isAscii,
  isValidUtf8,
  padding,
  quoteBytes,
  toByteString,
  toFsPath,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_DEPTH,
  MAX_DICTIONARY,
  MAX_ENTRIES,
  MAX_PREFIXED,
  MIN_DICTIONARY
} from "./chunk-M77KPOTZ.mjs";
import {
  OPEN_FLAGS
} from "./chunk-CYMBCZ23.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/archive/worker/compare-tree.ts
import { closeSync as closeSync2, lstatSync, openSync as openSync2, readdirSync as readdirSync2, readlinkSync, readSync as readSync2 } from "node:fs";

// src/archive/worker/files.ts
import { closeSync, constants, fchmodSync, futimesSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
function createFile(path, span, whole, umask) {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const mode = whole === void 0 ? 384 : whole.mode & 511;
  const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    writeFully(fd, span, null);
    if (whole === void 0) return;
    if ((mode & ~umask) !== whole.mode) fchmodSync(fd, whole.mode);
    setTime(fd, whole.mtime);
  } finally {
    closeSync(fd);
  }
}
function writePiece(path, span, position) {
  inFile(path, (fd) => writeFully(fd, span, position));
}
function finishFile(path, { mode, mtime }) {
  inFile(path, (fd) => {
    fchmodSync(fd, mode);
    setTime(fd, mtime);
  });
}
function inFile(path, work) {
  const fd = openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    work(fd);
  } finally {
    closeSync(fd);
  }
}
function setTime(fd, seconds) {
  const time = seconds < 0 ? new Date(seconds * 1e3) : seconds;
  futimesSync(fd, time, time);
}
function readFully(fd, bytes, offset, name) {
  for (let done = 0; done < bytes.length; ) {
    const count = reading(name, () => readSync(fd, bytes, done, bytes.length - done, offset + done));
    if (count === 0)
      throw new BundleError("BUNDLE_TRUNCATED", `Cannot read ${name}: it ends after ${offset + done} bytes`);
    done += count;
  }
}
function writeFully(fd, { content, start, end }, position) {
  for (let at = start; at < end; ) {
    at += writeSync(fd, content, at, end - at, position === null ? null : position + at - start);
  }
}
function reading(name, read) {
  try {
    return read();
  } catch (error) {
    throw fromSystemError(error, `read ${name}`);
  }
}
function readingPath(path, read) {
  try {
    return read(toFsPath(path));
  } catch (error) {
    throw fromSystemError(error, `read ${quoteBytes(path)}`);
  }
}
function isListed(path) {
  const slash = path.lastIndexOf("/");
  return readdirSync(toFsPath(asByteString(path.slice(0, slash))), "latin1").includes(path.slice(slash + 1));
}
function otherSpelling(path, cause) {
  const message = `Cannot write ${quoteBytes(path)}: its file system treats it as the same name as another one in this directory, for example one that differs in case`;
  const hint = "Choose a home on a file system in which case counts.";
  return new BundleError("FILE_SYSTEM_UNSUPPORTED", message, { cause, hint });
}
function writing(path, write) {
  try {
    write(toFsPath(path));
  } catch (error) {
    throw notWritten(path, error);
  }
}
function notWritten(path, error) {
  const number = errnoOf(error);
  if (number === "EEXIST" && !isListed(path)) return otherSpelling(path, error);
  if (number === "EEXIST" || number === "ENOTDIR" || number === "ELOOP") {
    return new BundleError("ENTRY_INVALID", `Cannot write ${quoteBytes(path)}: another entry is in its way`, {
      cause: error
    });
  }
  return fromSystemError(error, `write ${quoteBytes(path)}`);
}

// src/archive/worker/umask-modes.ts
var FIXED_BITS = 3008;
var UMASK_MODES = [493, 488, 448, 509, 504, 511].flatMap((mode) => [
  mode,
  mode | 1024
]);
function isOtherUmask(expected, found) {
  return (expected & FIXED_BITS) === 448 && (found & FIXED_BITS) === 448;
}

// src/archive/worker/compare-tree.ts
var CHUNK = 1024 * 1024;
var S_IFMT = 0o170000n;
function compareTree({ sources, found, isLayer }) {
  const comparison = { isLayer, differences: [], otherUmask: 0, buffers: void 0 };
  const tops = sources.flatMap(
    ({ path, strip, prefix }) => levelsBelow(toByteString(path), strip).map((top) => ({
      path: top,
      pending: prefix === "" ? [] : prefix.split("/")
    }))
  );
  compareDirectory(
    comparison,
    tops,
    { path: toByteString(found), isThere: statsOf(toByteString(found)) !== void 0 },
    ""
  );
  return comparison;
}
function levelsBelow(path, levels) {
  if (levels === 0) return [path];
  const below = namesIn(path).map((name) => asByteString(`${path}/${name}`));
  return below.filter(isDirectory).flatMap((directory) => levelsBelow(directory, levels - 1));
}
function compareDirectory(comparison, sources, found, below) {
  const expected = /* @__PURE__ */ new Map();
  const expect = (name, source) => {
    expected.set(name, [...expected.get(name) ?? [], source]);
  };
  for (const { path, pending } of sources) {
    const [next, ...rest] = pending;
    if (next !== void 0) expect(toByteString(next), { path, pending: rest });
    else for (const name of namesIn(path)) expect(name, { path: asByteString(`${path}/${name}`), pending: [] });
  }
  const there = new Set(found.isThere ? namesIn(found.path) : []);
  for (const [name, entries] of expected) {
    const place = { path: asByteString(`${found.path}/${name}`), isThere: there.delete(name) };
    compareEntry(comparison, entries, place, `${below}${toText(asByteString(name))}`);
  }
  for (const name of there) {
    if (!isValidUtf8(asByteString(name))) {
      const path = asByteString(`${found.path}/${name}`);
      throw new BundleError("NAME_INVALID", `Cannot repair ${quoteBytes(path)}: its name is not UTF-8`, {
        hint: "Remove it, then run the import again."
      });
    }
    comparison.differences.push({ path: `${below}${toText(asByteString(name))}`, change: "added" });
  }
}
function compareEntry(comparison, entries, found, path) {
  const [first] = entries;
  if (first === void 0) return;
  const stats = found.isThere ? statsOf(found.path) : void 0;
  const wanted = first.pending.length > 0 || entries.length > 1 ? void 0 : statsOf(first.path);
  if (wanted === void 0 || wanted.isDirectory()) {
    const isThere = stats?.isDirectory() === true;
    const mode = comparison.isLayer && wanted !== void 0 ? modeOf(wanted) : void 0;
    const expected2 = { kind: "directory", ...mode !== void 0 && { mode } };
    if (!isThere) comparison.differences.push({ path, change: stats === void 0 ? "missing" : "changed", expected: expected2 });
    else if (mode !== void 0 && mode !== modeOf(stats)) {
      if (isOtherUmask(mode, modeOf(stats))) comparison.otherUmask += 1;
      else comparison.differences.push({ path, change: "mode", expected: expected2 });
    }
    compareDirectory(comparison, entries, { path: found.path, isThere }, `${path}/`);
    return;
  }
  if (stats !== void 0 && isSame(comparison, { path: first.path, stats: wanted }, { path: found.path, stats }))
    return;
  const expected = wanted.isSymbolicLink() ? { kind: "symlink", target: toText(targetOf(first.path)) } : { kind: "file", from: toText(first.path) };
  comparison.differences.push({ path, change: stats === void 0 ? "missing" : "changed", expected });
}
function isSame(comparison, wanted, found) {
  const [a, b] = [wanted.stats, found.stats];
  if ((a.mode & S_IFMT) !== (b.mode & S_IFMT)) return false;
  if (a.isSymbolicLink()) return targetOf(wanted.path) === targetOf(found.path);
  if (a.ino === b.ino && a.dev === b.dev) return true;
  const isAlike = a.isFile() && a.mode === b.mode && a.size === b.size;
  if (!isAlike || a.mtimeNs / NANOSECONDS !== b.mtimeNs / NANOSECONDS) return false;
  comparison.buffers ??= [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
  return hasSameBytes(wanted.path, found.path, comparison.buffers);
}
var NANOSECONDS = 1000000000n;
function hasSameBytes(one, other, [a, b]) {
  const [first, second] = [open(one), open(other)];
  try {
    for (; ; ) {
      const [read, there] = [readingPath(one, () => readFull(first, a)), readingPath(other, () => readFull(second, b))];
      if (read !== there || !a.subarray(0, read).equals(b.subarray(0, there))) return false;
      if (read < CHUNK) return true;
    }
  } finally {
    closeSync2(first);
    closeSync2(second);
  }
}
function readFull(fd, buffer) {
  let at = 0;
  for (let count = -1; at < buffer.length && count !== 0; at += count)
    count = readSync2(fd, buffer, at, buffer.length - at, null);
  return at;
}
function open(path) {
  return readingPath(path, (at) => openSync2(at, OPEN_FLAGS));
}
function namesIn(path) {
  return readingPath(path, (at) => readdirSync2(at, "latin1"));
}
function isDirectory(path) {
  return statsOf(path)?.isDirectory() === true;
}
function targetOf(path) {
  return asByteString(readingPath(path, (at) => readlinkSync(at, "latin1")));
}
function statsOf(path) {
  return readingPath(path, (at) => {
    try {
      return lstatSync(at, { bigint: true });
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return void 0;
      throw error;
    }
  });
}
function modeOf({ mode }) {
  return Number(mode & 0o7777n);
}

// src/archive/worker/content-hash.ts
import { createHash } from "node:crypto";
function contentHashes() {
  const ready = /* @__PURE__ */ new Map([["sha256", sha256()]]);
  return {
    prepare: (name) => ready.has(name) ? void 0 : blake3().then((hash2) => void ready.set(name, hash2)),
    use(name) {
      const hash2 = ready.get(name);
      if (hash2 === void 0) throw new Error(`${name} is not prepared`);
      return hash2;
    }
  };
}
function sha256() {
  let hash2;
  return {
    start: () => void (hash2 = createHash("sha256")),
    update: (bytes) => void hash2.update(bytes),
    digest: () => hash2.digest()
  };
}
async function blake3() {
  const { loadBlake3 } = await import("./blake3-U2FMOKP4.mjs");
  return loadBlake3();
}

// src/archive/worker/finalize.ts
import { chmodSync, mkdirSync as mkdirSync2, symlinkSync as symlinkSync2 } from "node:fs";

// src/archive/worker/link-entry.ts
import { linkSync, lstatSync as lstatSync2, mkdirSync, symlinkSync } from "node:fs";
function linkPrefix({ prefix }) {
  if (prefix === "") return asByteString("");
  const path = toByteString(prefix);
  checkSegments(path);
  return checkPrefixed(asByteString(`${path}/`));
}
function checkPrefixed(path) {
  if (path.length <= MAX_PREFIXED) return path;
  const what = `with the prefix of its layer it has ${path.length} bytes, expected at most ${MAX_PREFIXED}`;
  const shown = quoteBytes(asByteString(path.slice(0, SHOWN)));
  throw new BundleError("LIMIT_EXCEEDED", `Cannot use directory ${shown}\u2026: ${what}`);
}
var SHOWN = 200;
function linkFile(from, to) {
  try {
    linkSync(from, to);
  } catch (error) {
    throw notPlaced(to, error);
  }
}
function linkSymlink({ owner, content }, below, target) {
  if (leavesRoot(target, depthOf(below))) {
    const what = `its symlink ${quoteBytes(below)} to ${quoteBytes(target)} leaves it`;
    throw new BundleError("PATH_UNSAFE", `Cannot assemble ${owner}: ${what}`);
  }
  const at = toFsPath(asByteString(`${content}/${below}`));
  try {
    symlinkSync(toFsPath(target), at);
  } catch (error) {
    throw notPlaced(at, error);
  }
}
function linkDirectory(path) {
  try {
    mkdirSync(toFsPath(path));
  } catch (error) {
    const number = errnoOf(error);
    if (number === "EEXIST" && reading(quoteBytes(path), () => lstatSync2(toFsPath(path))).isDirectory()) return;
    if (number === "EEXIST" || number === "ENOTDIR") throw overlap(path, error);
    throw fromSystemError(error, `create ${quoteBytes(path)}`);
  }
}
function notPlaced(at, error) {
  const path = asByteString(typeof at === "string" ? at : at.toString("latin1"));
  return errnoOf(error) === "EEXIST" ? overlap(path, error) : fromSystemError(error, `create ${quoteBytes(path)}`);
}
function overlap(path, cause) {
  return new BundleError("LAYER_OVERLAP", `Cannot create ${quoteBytes(path)}: two layers have it`, { cause });
}

// src/archive/worker/destinations.ts
function enterDestinations(targets, directory, made) {
  return targets.flatMap((target) => {
    const below = placeBelow(target, directory);
    if (below === void 0) return [];
    const place = { owner: target.owner, content: toByteString(target.content), below };
    makeBelow(place.content, place.below.slice(0, -1), made);
    return [place];
  });
}
function placeBelow(target, directory) {
  const kept = behindLevels(directory, target.strip);
  if (kept === void 0) return void 0;
  const path = asByteString(linkPrefix(target) + directory.slice(kept));
  return target.prefix === "" ? path : checkPrefixed(path);
}
function behindLevels(directory, levels) {
  let at = 0;
  for (let level = 0; level < levels; level++) {
    at = directory.indexOf("/", at) + 1;
    if (at === 0) return void 0;
  }
  return at;
}
function makeBelow(content, below, made) {
  if (below === "") return;
  const path = asByteString(`${content}/${below}`);
  if (made.has(path)) return;
  makeBelow(content, below.slice(0, Math.max(0, below.lastIndexOf("/"))), made);
  linkDirectory(path);
  made.add(path);
}

// src/archive/worker/finalize.ts
function makeSymlinks({ target, symlinks, links }) {
  const root = toByteString(target);
  const made = /* @__PURE__ */ new Set();
  let parent;
  let places = [];
  for (const [path, to] of symlinks) {
    const slash = path.lastIndexOf("/") + 1;
    const directory = asByteString(path.slice(0, slash));
    if (directory !== parent) {
      parent = directory;
      writing(asByteString(`${root}/${directory}`), (at) => mkdirSync2(at, { recursive: true }));
      places = enterDestinations(links, directory, made);
    }
    writing(asByteString(`${root}/${path}`), (at) => symlinkSync2(toFsPath(to), at));
    for (const place of places) linkSymlink(place, asByteString(place.below + path.slice(slash)), to);
  }
}
function finishTree({ target, files, directories }) {
  const root = toByteString(target);
  for (const { path, mode, mtime } of files) {
    writing(asByteString(`${root}/${path}`), (at) => finishFile(at, { mode, mtime }));
  }
  for (const [path, mode] of directories) {
    writing(asByteString(`${root}/${path.slice(0, -1)}`), (at) => chmodSync(at, mode));
  }
}

// src/archive/worker/entry-records.ts
var FILE_ENTRY = 0;
var DIRECTORY_ENTRY = 1;
var SYMLINK_ENTRY = 2;
var DOCUMENT_ENTRY = 3;
var HARD_LINK_ENTRY = 4;
var FIXED = 36;
function entryList() {
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
      if (end === 0) return void 0;
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
    }
  };
}
function viewOf({ buffer, byteOffset, byteLength }) {
  return new DataView(buffer, byteOffset, byteLength);
}
function encodeRecord(record, to, view, at) {
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
var RecordReader = class {
  #at;
  #list;
  #view;
  /** @param at offset of the first record to read */
  constructor(list, at = 0) {
    this.#at = at;
    this.#list = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
    this.#view = viewOf(list);
  }
  /** Offset of the next record. */
  get at() {
    return this.#at;
  }
  nextSize() {
    const at = this.#at;
    const view = this.#view;
    if (at >= view.byteLength) return void 0;
    this.#at = at + FIXED + view.getUint32(at + 4, true) + view.getUint32(at + 8, true);
    return {
      end: this.#at,
      kind: view.getUint16(at, true),
      headerSize: view.getUint32(at + 12, true),
      size: view.getFloat64(at + 16, true)
    };
  }
  /** The next record without what makes objects of their own. */
  nextPath() {
    const at = this.#at;
    const size = this.nextSize();
    if (size === void 0) return void 0;
    const path = at + FIXED;
    const end = path + this.#view.getUint32(at + 4, true);
    return { kind: size.kind, path: asByteString(this.#list.toString("latin1", path, end)) };
  }
  next() {
    const at = this.#at;
    const view = this.#view;
    if (at >= view.byteLength) return void 0;
    const path = at + FIXED;
    const payload = path + view.getUint32(at + 4, true);
    const end = payload + view.getUint32(at + 8, true);
    this.#at = end;
    return {
      kind: view.getUint16(at, true),
      path: asByteString(this.#list.toString("latin1", path, payload)),
      mode: view.getUint16(at + 2, true),
      size: view.getFloat64(at + 16, true),
      mtime: view.getFloat64(at + 24, true),
      nanoseconds: view.getUint32(at + 32, true),
      headerSize: view.getUint32(at + 12, true),
      // Nearly all entries are files, which have no payload.
      payload: end > payload ? this.#list.subarray(payload, end) : NOTHING
    };
  }
};
var NOTHING = new Uint8Array(0);
function directoryModes(list) {
  const modes = /* @__PURE__ */ new Set();
  const reader = new RecordReader(list);
  for (let record = reader.next(); record !== void 0; record = reader.next())
    if (record.kind === DIRECTORY_ENTRY) modes.add(record.mode);
  return modes;
}
function withDirectoryMode(list, from, to) {
  const changed2 = new Uint8Array(list);
  const view = viewOf(changed2);
  const reader = new RecordReader(list);
  let at = 0;
  for (let record = reader.nextSize(); record !== void 0; record = reader.nextSize()) {
    if (record.kind === DIRECTORY_ENTRY && view.getUint16(at + 2, true) === from) view.setUint16(at + 2, to, true);
    at = record.end;
  }
  return changed2;
}
function splitTime(time) {
  const rest = (time % SECOND + SECOND) % SECOND;
  return { mtime: Number((time - rest) / SECOND), nanoseconds: Number(rest) };
}
var SECOND = 1000000000n;

// src/archive/worker/files-changed-by-hand.ts
import { statSync } from "node:fs";
function filesChangedByHand(directory, records) {
  const made = statSync(directory, { throwIfNoEntry: false })?.birthtimeMs ?? 0;
  if (made === 0) return [];
  const changed2 = [];
  for (const list of records) {
    const reader = new RecordReader(list);
    for (let record = reader.next(); record !== void 0; record = reader.next())
      if (record.kind === FILE_ENTRY && timeOf(record) > made) changed2.push(toText(record.path));
  }
  return [...new Set(changed2)];
}
function timeOf({ mtime, nanoseconds }) {
  return mtime * 1e3 + nanoseconds / 1e6;
}
var NAMED_FILES = 3;
function nameFiles(files) {
  const more = files.length - NAMED_FILES;
  return `${files.slice(0, NAMED_FILES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/archive/worker/decode-patched.ts
function decodePatched(frame, bytes, text) {
  checkDigest(frame, bytes);
  if (isTrained(text))
    throw new BundleError("FRAME_INVALID", "Cannot use frame: its dictionary begins like a trained one");
  let content;
  try {
    content = decodeFrame(bytes, frame.contentSize, text);
  } catch (error) {
    throw baseChanged(frame.dictionary, error);
  }
  if (digestOfBytes(content) === frame.contentDigest) return content;
  release(content);
  throw baseChanged(frame.dictionary);
}
function isTrained(text) {
  return text[0] === 55 && text[1] === 164 && text[2] === 48 && text[3] === 236;
}
function baseChanged({ base, pieces }, cause) {
  const changed2 = new Set(pieces.flatMap(changedIn));
  const files = [...new Set(pieces.flatMap(filesOf))];
  const [first, last] = [files[0], files.at(-1)];
  const some = files.length > 1 ? `one of the ${files.length} files from ${first} to ${last}` : first;
  const which = changed2.size > 0 ? `changed since: ${nameFiles([...changed2])}` : some;
  const found = "it is not as it was when the delta was made";
  return new BundleError("BASE_CHANGED", `Cannot patch ${base}: ${found}${which === void 0 ? "" : ` (${which})`}`, {
    cause
  });
}
function changedIn(piece) {
  return piece.kind === "tree" && piece.directory !== void 0 ? filesChangedByHand(piece.directory.path, [piece.records]) : [];
}
function filesOf(piece) {
  if (piece.kind === "frame") return [];
  const files = [];
  const records = new RecordReader(piece.records);
  let at = 0;
  for (let record = records.next(); record !== void 0 && at < piece.to; record = records.next()) {
    const start = at;
    at += piece.fileOffset === void 0 ? record.headerSize + record.size : piece.contentSize;
    at = Math.ceil(at / 512) * 512;
    if (start < piece.to && at > piece.from && record.size > 0) files.push(toText(record.path));
  }
  return files;
}

// src/archive/worker/frame-decoder.ts
function frameDecoder(reader, makeText) {
  return (run, frame) => {
    const { dictionary } = frame;
    const text = dictionary && makeText(run, dictionary.pieces);
    const bytes = reader.read(run, frame);
    return located(frame, () => {
      if (dictionary !== void 0 && text !== void 0) return decodePatched({ ...frame, dictionary }, bytes, text);
      const content = decodeAlone(frame, bytes);
      checkContent(frame, content);
      return content;
    });
  };
}
function checkContent({ contentDigest }, content) {
  if (contentDigest === void 0) return;
  const found = digestOfBytes(content);
  if (found === contentDigest) return;
  throw new BundleError("FRAME_INVALID", `Cannot use frame: its content digest is ${found}, expected ${contentDigest}`);
}

// src/archive/worker/frame-reader.ts
import { closeSync as closeSync3, fstatSync, openSync as openSync3 } from "node:fs";
function frameReader() {
  let source;
  let input = Buffer.alloc(0);
  const close = () => {
    if (source !== void 0) closeSync3(source.fd);
    source = void 0;
  };
  const openSource = (run, path) => {
    if (source?.run !== run || source.path !== path) {
      close();
      const fd = reading(path, () => openRegular(path));
      source = { run, path, fd };
    }
    return source.fd;
  };
  return {
    close,
    read(run, { at, size }) {
      if (input.length < size) input = Buffer.allocUnsafeSlow(size);
      const bytes = input.subarray(0, size);
      let done = 0;
      for (const range of at) {
        const piece = bytes.subarray(done, done + range.length);
        readFully(openSource(run, range.path), piece, range.offset, range.path);
        done += range.length;
      }
      return bytes;
    }
  };
}
function openRegular(path) {
  const fd = openSync3(path, OPEN_FLAGS);
  if (fstatSync(fd).isFile()) return fd;
  closeSync3(fd);
  throw new BundleError("FILE_CHANGED", `Cannot read ${path}: it is not a regular file any more`);
}

// src/archive/worker/pack-tree.ts
import { closeSync as closeSync4, constants as constants3, fstatSync as fstatSync2, openSync as openSync4, readSync as readSync3 } from "node:fs";

// src/archive/frames/stream-compression.ts
import { constants as constants2, gzipSync } from "node:zlib";
function encodeMember(content) {
  return gzipSync(content, { level: constants2.Z_DEFAULT_COMPRESSION, chunkSize: frameRoom(content.byteLength) });
}

// src/archive/worker/pack-tree.ts
var CONTENT_AT = frameRoom(FRAME_CONTENT);
function framePacker() {
  let buffer;
  const fill = (frame) => {
    buffer ??= Buffer.allocUnsafeSlow(FRAME_CONTENT);
    fillFrame(buffer, frame, sourceOf(frame));
    return buffer.subarray(0, frame.contentSize);
  };
  return {
    pack({ frames, level, slot }) {
      const output = new Uint8Array(slot);
      let at = 0;
      return frames.map((frame) => {
        const filled = fill(frame);
        const bytes = level === void 0 ? Buffer.of() : encodeFrame(filled, level);
        output.set(bytes, at);
        const { contentSize, fileOffset } = frame;
        const size = bytes.byteLength;
        const digest = digestOfBytes(bytes);
        const contentDigest = digestOfBytes(filled);
        at += size;
        release(bytes);
        return { size, contentSize, digest, contentDigest, ...fileOffset !== void 0 && { fileOffset } };
      });
    },
    stream({ compression, slot, recordsSize, contentSize, fileOffset }) {
      const content = Buffer.from(slot, CONTENT_AT, contentSize);
      const records = new Uint8Array(slot, 0, recordsSize);
      fillFrame(content, { prefix: "", directory: void 0, contentSize, fileOffset, records }, void 0);
      if (compression.kind === "none") return contentSize;
      const bytes = compression.kind === "gzip" ? encodeMember(content) : encodeFrame(content, compression.level);
      new Uint8Array(slot).set(bytes);
      const { byteLength } = bytes;
      release(bytes);
      return byteLength;
    }
  };
}
function fillFrame(content, frame, source) {
  const prefix = toByteString(frame.prefix);
  const records = new RecordReader(frame.records);
  let at = 0;
  for (let record = records.next(); record !== void 0; record = records.next()) {
    at = addEntry(content, at, record, { frame, prefix, source });
  }
  content.fill(0, at, frame.contentSize);
}
function addEntry(content, start, record, { frame, prefix, source }) {
  const { fileOffset: offset = 0, contentSize } = frame;
  const isPlain = record.headerSize === BLOCK_SIZE;
  const at = offset === 0 ? encodeEntry(headerOf(prefix, record), content, start, isPlain) : start;
  const length = Math.min(record.size - offset, contentSize - at);
  if (record.kind === FILE_ENTRY && source !== void 0) {
    readFile(fileOf(record, source), record, { content, start: at, end: at + length }, offset);
  } else if (record.kind === DOCUMENT_ENTRY) {
    content.set(record.payload.subarray(offset, offset + length), at);
  }
  const end = at + length;
  const next = Math.min(end + padding(record.size), contentSize);
  content.fill(0, end, next);
  return next;
}
function sourceOf({ directory = { name: "", path: "" } }) {
  const path = toByteString(directory.path);
  return { directory: path, inside: toByteString(directory.name).length, isPlain: isAscii(path) };
}
function fileOf({ path: name, headerSize: headerSize2 }, source) {
  const path = asByteString(source.directory + name.slice(source.inside));
  return { path, at: headerSize2 === BLOCK_SIZE && source.isPlain ? path : toFsPath(path) };
}
var TYPES = {
  [FILE_ENTRY]: FILE,
  [DOCUMENT_ENTRY]: FILE,
  [DIRECTORY_ENTRY]: DIRECTORY,
  [SYMLINK_ENTRY]: SYMLINK,
  [HARD_LINK_ENTRY]: HARD_LINK
};
var NONE = asByteString("");
function headerOf(prefix, { kind, path, mode, size, mtime, payload }) {
  const isLink = kind === SYMLINK_ENTRY || kind === HARD_LINK_ENTRY;
  const target = isLink ? asByteString(payload.toString("latin1")) : NONE;
  return {
    path: asByteString(prefix + path),
    type: TYPES[kind],
    mode,
    size,
    mtime,
    target
  };
}
function readFile(file, record, to, offset) {
  const { path } = file;
  const fd = open2(file);
  try {
    if (readUpTo(fd, to, offset) !== to.end - to.start) throw changed(path);
    if (record !== void 0 && !isAsPlanned(fstatSync2(fd, { bigint: true }), record)) throw changed(path);
  } catch (error) {
    throw errnoOf(error) === "EISDIR" ? changed(path, error) : fromSystemError(error, `read ${quoteBytes(path)}`);
  } finally {
    closeSync4(fd);
  }
}
function isAsPlanned({ size, mtimeNs }, record) {
  const { mtime, nanoseconds } = splitTime(mtimeNs);
  return Number(size) === record.size && mtime === record.mtime && nanoseconds === record.nanoseconds;
}
function open2({ path, at }) {
  try {
    return openSync4(at, constants3.O_RDONLY | constants3.O_NOFOLLOW | constants3.O_NONBLOCK);
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT" || number === "ELOOP" || number === "ENOTDIR") throw changed(path, error);
    throw fromSystemError(error, `read ${quoteBytes(path)}`);
  }
}
function readUpTo(fd, { content, start, end }, offset) {
  let at = start;
  while (at < end) {
    const count = readSync3(fd, content, at, end - at, offset + at - start);
    if (count === 0) break;
    at += count;
  }
  return at - start;
}
function changed(path, cause) {
  return new BundleError("FILE_CHANGED", `Cannot read ${quoteBytes(path)}: it changed while it was read`, { cause });
}

// src/archive/worker/hash-files.ts
var CHUNK2 = 1024 * 1024;
function fileHasher() {
  let buffer;
  return ({ directory, records }, hash2) => {
    buffer ??= Buffer.allocUnsafeSlow(CHUNK2);
    const root = toByteString(directory.path);
    const inside = toByteString(directory.name).length;
    const list = entryList();
    const reader = new RecordReader(records);
    for (let record = reader.next(); record !== void 0; record = reader.next()) {
      if (record.kind !== FILE_ENTRY) {
        list.add(record);
        continue;
      }
      const path = asByteString(root + record.path.slice(inside));
      const file = { path, at: isAscii(path) ? path : toFsPath(path) };
      list.add({ ...record, payload: digestOf(file, record, hash2, buffer) });
    }
    return list.take();
  };
}
function digestOf(file, record, hash2, content) {
  hash2.start();
  let offset = 0;
  do {
    const end = Math.min(CHUNK2, record.size - offset);
    readFile(file, record, { content, start: 0, end }, offset);
    hash2.update(content.subarray(0, end));
    offset += end;
  } while (offset < record.size);
  return hash2.digest();
}

// src/archive/worker/link-tree.ts
import { readdirSync as readdirSync3, readlinkSync as readlinkSync2 } from "node:fs";
function linkTree({ items, budget }) {
  const open3 = items.toReversed();
  const symlinks = [];
  let left = budget;
  for (let item = open3.pop(); item !== void 0; item = open3.pop()) {
    const children = readingPath(item.from, (path) => readdirSync3(path, { encoding: "latin1", withFileTypes: true }));
    left -= children.length + 1;
    for (const inner of item.strip > 0 ? stripped(item, children) : merge(item, children, symlinks)) open3.push(inner);
    if (left <= 0) break;
  }
  return { rest: open3.toReversed(), symlinks };
}
function stripped(item, children) {
  return children.filter((child) => child.isDirectory()).map((child) => ({ ...item, from: asByteString(`${item.from}/${child.name}`), strip: item.strip - 1 }));
}
function merge(item, children, symlinks) {
  const { owner, content, to, isPrefixed } = item;
  makeDirectories(item);
  const subdirectories = [];
  const source = `${item.from}/`;
  const destination = `${content}/${to}`;
  const isPlain = isAscii(source) && isAscii(destination);
  for (const child of children) {
    const { name } = child;
    if (child.isFile()) {
      if (isPlain && isAscii(name)) linkFile(source + name, destination + name);
      else linkFile(toFsPath(asByteString(source + name)), toFsPath(asByteString(destination + name)));
    } else if (child.isDirectory()) {
      const from = asByteString(source + name);
      const inner = asByteString(`${to}${name}/`);
      if (isPrefixed) checkPrefixed(inner);
      subdirectories.push({ ...item, from, to: inner, strip: 0, isTop: false });
    } else if (child.isSymbolicLink()) {
      const target = asByteString(readingPath(asByteString(source + name), (path2) => readlinkSync2(path2, "latin1")));
      const path = asByteString(to + name);
      linkSymlink(item, path, target);
      symlinks.push({ owner, content, path, target });
    }
  }
  return subdirectories;
}
function makeDirectories({ content, to, isTop }) {
  let slash = isTop ? to.indexOf("/") : to.length - 1;
  for (; slash > 0; slash = to.indexOf("/", slash + 1)) linkDirectory(asByteString(`${content}/${to.slice(0, slash)}`));
}

// src/archive/worker/entry-writer.ts
import { mkdirSync as mkdirSync3 } from "node:fs";
var USUAL_MODE = 493;
var EntryWriter = class {
  #content;
  #target;
  #notes;
  #places;
  #unfinished;
  #symlinks = [];
  #modes = [];
  constructor(content, target, notes) {
    this.#content = content;
    this.#target = target;
    this.#notes = notes;
  }
  directory(path, { mode }) {
    const target = this.#target;
    if (target === void 0) {
      this.#notes?.add(path);
      if (mode !== USUAL_MODE) this.#modes.push([joinPath(path), mode]);
      return;
    }
    const directory = joinPath(path);
    this.#places = makeDirectory(directory, target);
    if (mode !== target.directoryMode) this.#modes.push([directory, mode]);
  }
  /** @throws BundleError `ENTRY_INVALID`, `LAYER_OVERLAP`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
  file(path, facts, start, end) {
    const isWhole = end - start === facts.size;
    if (!isWhole) {
      const { size, mode, mtime } = facts;
      this.#unfinished = { path: joinPath(path), size, mode, mtime, held: end - start };
    }
    const target = this.#target;
    if (target === void 0) {
      this.#notes?.add(path);
      return;
    }
    const { directory, name } = path;
    if (this.#places?.directory !== directory) this.#places = makeDirectory(directory, target);
    const { own, others, isPlain } = this.#places;
    const isPlainFile = isPlain && isAscii(name);
    const file = asByteString(own + name);
    const at = isPlainFile ? file : toFsPath(file);
    try {
      createFile(at, { content: this.#content, start, end }, isWhole ? facts : void 0, target.umask);
    } catch (error) {
      throw notWritten(file, error);
    }
    for (const other of others) {
      const link = asByteString(other + name);
      linkFile(at, isPlainFile ? link : toFsPath(link));
    }
  }
  symlink(path, target) {
    this.#symlinks.push([joinPath(path), target]);
    this.#notes?.add(path);
  }
  left() {
    const paths = this.#notes?.take() ?? [];
    return { unfinished: this.#unfinished, symlinks: this.#symlinks, modes: this.#modes, paths };
  }
};
function makeDirectory(directory, target) {
  const own = asByteString(`${toByteString(target.directory)}/${directory}`);
  if (!target.made.has(own)) {
    writing(own, (path) => mkdirSync3(path, { recursive: true }));
    target.made.add(own);
  }
  const others = enterDestinations(target.links, directory, target.made).map(
    ({ content, below }) => asByteString(`${content}/${below}`)
  );
  return { directory, own, others, isPlain: [own, ...others].every(isAscii) };
}

// src/archive/worker/package-paths.ts
var PathNotes = class {
  #places;
  #directory;
  constructor(targets) {
    this.#places = targets.map((target) => ({ target, start: void 0, hashes: new Uint32Array(64), length: 0 }));
  }
  add(path) {
    const { directory, name } = path;
    const isDirectory2 = name.endsWith("/");
    if (!isDirectory2 && directory !== this.#directory) this.#enter(directory);
    for (const place of this.#places) {
      if (isDirectory2) {
        const below = placeBelow(place.target, joinPath(path));
        if (below !== void 0 && below !== linkPrefix(place.target)) push(place, below.slice(0, -1), EMPTY, 1);
      } else if (place.start !== void 0) push(place, name, place.start, 0);
    }
  }
  #enter(directory) {
    this.#directory = directory;
    for (const place of this.#places) {
      const below = placeBelow(place.target, directory);
      place.start = below === void 0 ? void 0 : hash(below, EMPTY);
    }
  }
  /** Returns the hashes, in the order of the targets. */
  take() {
    return this.#places.map(({ hashes, length }) => hashes.slice(0, length));
  }
};
var EMPTY = { low: 2166136261 | 0, high: 1540483477 | 0 };
function hash(text, { low, high }) {
  let a = low;
  let b = high;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    a = Math.imul(a ^ byte, 16777619);
    b = Math.imul(b ^ b >>> 15 ^ byte, 739982445);
  }
  return { low: a, high: b };
}
function push(place, text, start, isDirectory2) {
  const { low, high } = hash(text, start);
  if (place.length === place.hashes.length) {
    const larger = new Uint32Array(place.length * 2);
    larger.set(place.hashes);
    place.hashes = larger;
  }
  place.hashes[place.length++] = noteOf(low, high) | isDirectory2;
  place.hashes[place.length++] = high;
}
function noteOf(low, high) {
  return (low ^ high >>> 7) & ~1;
}
var PackagePaths = class {
  #packages = /* @__PURE__ */ new Map();
  /** Adds the notes of one frame. @throws BundleError `LIMIT_EXCEEDED` */
  add(targets, notes) {
    for (const [index, target] of targets.entries()) this.#take(target, notes[index] ?? NONE2);
  }
  /** Adds the directories of the prefix under which a layer is linked. */
  addPrefix(target) {
    const notes = new PathNotes([{ ...target, strip: 0, prefix: "" }]);
    const prefix = linkPrefix(target);
    for (let at = prefix.indexOf("/"); at !== -1; at = prefix.indexOf("/", at + 1)) {
      notes.add({ directory: NOWHERE, name: asByteString(prefix.slice(0, at + 1)) });
    }
    this.#take(target, notes.take()[0] ?? NONE2);
  }
  #take({ content, owner }, notes) {
    if (notes.length === 0) return;
    const known = this.#packages.get(content) ?? { owner, notes: [], length: 0 };
    known.notes.push(notes);
    known.length += notes.length;
    this.#packages.set(content, known);
    if (known.length / 2 <= MAX_ENTRIES) return;
    const what = `it has over ${MAX_ENTRIES} entries`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot assemble ${owner}: ${what}`);
  }
  /** Whether a package has a path. Symlinks in it are not followed. */
  has(content, path) {
    const { low, high } = hash(path, EMPTY);
    const wanted = noteOf(low, high);
    const notes = this.#packages.get(content)?.notes ?? [];
    return notes.some((words) => {
      for (let i = 0; i < words.length; i += 2)
        if (((words[i] ?? 0) & ~1) >>> 0 === wanted >>> 0 && words[i + 1] === high >>> 0) return true;
      return false;
    });
  }
  /** Checks the paths that were added, and clears the list. @throws BundleError `LAYER_OVERLAP` */
  check() {
    for (const [content, { owner, notes, length }] of this.#packages) {
      this.#packages.delete(content);
      if (!overlaps(notes, length)) continue;
      throw new BundleError("LAYER_OVERLAP", `Cannot assemble ${owner}: two of its layers have one path`);
    }
  }
};
function overlaps(notes, length) {
  const words = new Uint32Array(length);
  let at = 0;
  for (const some of notes) {
    words.set(some, at);
    at += some.length;
  }
  new BigUint64Array(words.buffer).sort();
  for (let i = 2; i < length; i += 2) {
    const [low = 0, before = 0] = [words[i], words[i - 2]];
    if (words[i + 1] === words[i - 1] && low >>> 1 === before >>> 1 && (low & before & 1) === 0) return true;
  }
  return false;
}
var NONE2 = new Uint32Array(0);
var NOWHERE = asByteString("");

// src/archive/worker/unpack-tree.ts
var MADE = 1e4;
function frameUnpacker(decode) {
  let made = { run: 0, target: "", directories: /* @__PURE__ */ new Set() };
  return ({ run, umask, frames }) => frames.map((frame) => {
    const content = decode(run, frame);
    const { target } = frame;
    const isKnown = made.run === run && made.target === target && made.directories.size <= MADE;
    if (target !== void 0 && !isKnown) made = { run, target, directories: /* @__PURE__ */ new Set() };
    return located(frame, () => unpackFrame(frame, content, umask, made.directories));
  });
}
function unpackFrame(frame, content, umask, made) {
  try {
    return frame.piece === void 0 ? unpackEntries(frame, content, umask, made) : unpackPiece(frame, frame.piece, content);
  } finally {
    release(content);
  }
}
function unpackEntries(frame, content, umask, made) {
  const { target: directory, links, directoryMode } = frame;
  const target = directory === void 0 ? void 0 : { directory, links, directoryMode, umask, made };
  const notes = directory === void 0 && links.length > 0 ? new PathNotes(links) : void 0;
  const writer = new EntryWriter(content, target, notes);
  const { count, order } = readEntries(content, frame, writer);
  return { count, order, ...writer.left() };
}
function unpackPiece(frame, piece, content) {
  const rest = piece.size - piece.fileOffset;
  if (rest <= 0 || (frame.continued ? content.length >= rest : content.length < rest)) {
    throw damaged(`it has ${content.length} bytes of a file with ${rest} left`);
  }
  const length = Math.min(rest, content.length);
  if (!frame.continued) checkFileEnd(content, length, piece.size, frame.isLast);
  if (frame.target !== void 0) {
    const file = asByteString(`${toByteString(frame.target)}/${piece.path}`);
    writing(file, (path) => writePiece(path, { content, start: 0, end: length }, piece.fileOffset));
  }
  return { count: 0, order: new OrderCheck().finish(), unfinished: void 0, symlinks: [], modes: [], paths: [] };
}
function damaged(what) {
  return new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
}

// src/archive/worker/list-frames.ts
function frameLister(decode) {
  return ({ run, frames }, hash2) => {
    const sink = new ListingSink(hash2);
    const results = frames.map((frame) => {
      const content = decode(run, frame);
      return located(frame, () => listFrame(frame, content, sink));
    });
    return { frames: results, records: sink.take() };
  };
}
function listFrame(frame, content, sink) {
  try {
    if (frame.piece !== void 0) return sink.listPiece(frame, frame.piece.fileOffset, content);
    const notes = frame.links.length > 0 ? new PathNotes(frame.links) : void 0;
    const writer = new EntryWriter(content, void 0, notes);
    sink.enter(content, writer);
    const { count, order } = readEntries(content, frame, sink);
    return { count, order, ...writer.left() };
  } finally {
    release(content);
  }
}
var NOTHING2 = asByteString("");
var ListingSink = class {
  #hash;
  #list = entryList();
  #content = Buffer.alloc(0);
  #writer;
  /** The file that the next frame continues. */
  #open;
  constructor(hash2) {
    this.#hash = hash2;
  }
  /** Begins a frame that has entries. */
  enter(content, writer) {
    this.#content = content;
    this.#writer = writer;
  }
  directory(path, facts) {
    this.#writer?.directory(path, facts);
    this.#add(DIRECTORY_ENTRY, joinPath(path), facts, NOTHING2);
  }
  file(path, facts, start, end) {
    this.#writer?.file(path, facts, start, end);
    this.#hash.start();
    this.#hash.update(this.#content.subarray(start, end));
    this.#open = { path: joinPath(path), facts };
    if (end - start === facts.size) this.#close();
  }
  symlink(path, target) {
    this.#writer?.symlink(path, target);
    this.#add(SYMLINK_ENTRY, joinPath(path), { mode: 511, size: 0, mtime: 0 }, target);
  }
  /** Hashes a frame that continues the last file. */
  listPiece(frame, fileOffset, content) {
    const open3 = this.#open;
    if (open3 === void 0) throw new Error("a frame continues a file that no frame of its task begins");
    const { size } = open3.facts;
    const result = unpackPiece(frame, { path: open3.path, size, fileOffset }, content);
    this.#hash.update(content.subarray(0, Math.min(size - fileOffset, content.length)));
    if (!frame.continued) this.#close();
    return result;
  }
  take() {
    return this.#list.take();
  }
  #close() {
    if (this.#open === void 0) return;
    this.#add(FILE_ENTRY, this.#open.path, this.#open.facts, this.#hash.digest());
    this.#open = void 0;
  }
  #add(kind, path, facts, payload) {
    const { mode, size, mtime } = facts;
    this.#list.add({ kind, path, mode, size, mtime, nanoseconds: 0, headerSize: 0, payload });
  }
};

// src/tar/dictionary-text.ts
function blankHeaders(content) {
  const headers = headerBytes(content);
  for (let at = 0; at + BLOCK_SIZE <= content.length; ) {
    const facts = decodeFacts(headers, at);
    if (facts === void 0) return;
    blankHeader(content, at);
    at += BLOCK_SIZE + facts.size + padding(facts.size);
  }
}
function blankHeader(content, at) {
  content.fill(0, at + MODE, at + MODE_END);
  content.fill(0, at + MTIME, at + CHECKSUM_END);
}
var MODE = 100;
var MODE_END = 108;
var MTIME = 136;
var CHECKSUM_END = 156;

// src/archive/worker/make-text.ts
function textMaker(reader) {
  let buffer;
  return (run, pieces) => {
    buffer ??= Buffer.allocUnsafeSlow(MAX_DICTIONARY);
    let at = 0;
    for (const piece of pieces) {
      const part = buffer.subarray(at, at + piece.to - piece.from);
      if (piece.kind === "tree") fillFromTree(part, piece);
      else fillFromFrame(part, piece, reader.read(run, piece));
      at += part.length;
    }
    return buffer.subarray(0, at);
  };
}
function fillFromFrame(part, piece, bytes) {
  const content = decodeAlone(piece, bytes);
  if (piece.fileOffset === void 0) blankHeaders(content);
  content.copy(part, 0, piece.from, piece.to);
  release(content);
}
function fillFromTree(part, piece) {
  const filling = { part, piece, prefix: toByteString(piece.prefix), source: sourceOf(piece) };
  const records = new RecordReader(piece.records);
  let at = 0;
  for (let record = records.next(); record !== void 0 && at < piece.to; record = records.next())
    at = addEntry2(filling, record, at);
  if (at < piece.to) part.fill(0, Math.max(0, at - piece.from));
}
function addEntry2(filling, record, at) {
  const { part, piece, source } = filling;
  const { fileOffset: offset = 0, contentSize, from, to } = piece;
  const start = offset === 0 ? at + record.headerSize : at;
  const end = start + Math.min(record.size - offset, contentSize - start);
  const next = Math.min(end + padding(record.size), contentSize);
  if (next <= from) return next;
  if (start > from && at < start) addHeader(filling, record, at);
  const [first, last] = [Math.max(start, from), Math.min(end, to)];
  if (first < last) {
    const skipped = offset + first - start;
    if (record.kind === FILE_ENTRY) {
      readFile(fileOf(record, source), void 0, { content: part, start: first - from, end: last - from }, skipped);
    } else if (record.kind === DOCUMENT_ENTRY) {
      part.set(record.payload.subarray(skipped, skipped + last - first), first - from);
    }
  }
  if (next > end && end < to) part.fill(0, Math.max(0, end - from), Math.min(next, to) - from);
  return next;
}
function addHeader({ part, piece: { from, to }, prefix }, record, at) {
  const isPlain = record.headerSize === BLOCK_SIZE;
  if (isPlain && at >= from && at + BLOCK_SIZE <= to) {
    encodeEntry(headerOf(prefix, record), part, at - from, isPlain);
    blankHeader(part, at - from);
    return;
  }
  const header = Buffer.alloc(record.headerSize);
  encodeEntry(headerOf(prefix, record), header, 0);
  blankHeaders(header);
  const [first, last] = [Math.max(at, from), Math.min(at + header.length, to)];
  header.copy(part, first - from, first - at, last - at);
}

// src/archive/worker/patch-frame.ts
import { constants as constants4, zstdCompressSync } from "node:zlib";
function framePatcher(reader, makeText) {
  return ({ run, frame, dictionary, slot }) => {
    const whole = makeText(run, dictionary.pieces);
    const skipped = isTrained(whole) ? 1 : 0;
    const text = whole.subarray(skipped);
    if (text.byteLength < MIN_DICTIONARY) return void 0;
    const content = decodeAlone(frame, reader.read(run, frame));
    const patch = encodePatch(content, text);
    const size = patch.byteLength;
    try {
      if (size >= frame.size) return void 0;
      if (!decodesTo(content, patch, text)) throw new Error("zstd does not decode what it has encoded");
      new Uint8Array(slot).set(patch);
      return { size, digest: digestOfBytes(patch), skipped };
    } finally {
      release(content);
      release(patch);
    }
  };
}
var PATCH_LEVEL = 6;
var LEAST_TABLE = 12;
var MOST_TABLE = 22;
function encodePatch(content, dictionary) {
  const wanted = Math.ceil(Math.log2(dictionary.byteLength + content.byteLength));
  const table = Math.min(MOST_TABLE, Math.max(LEAST_TABLE, wanted));
  const params = {
    [constants4.ZSTD_c_compressionLevel]: PATCH_LEVEL,
    [constants4.ZSTD_c_windowLog]: 23,
    [constants4.ZSTD_c_hashLog]: table,
    [constants4.ZSTD_c_chainLog]: table,
    [constants4.ZSTD_c_checksumFlag]: 1
  };
  return zstdCompressSync(content, { params, dictionary, chunkSize: frameRoom(content.byteLength) });
}
function decodesTo(content, patch, text) {
  const decoded = decodeFrame(patch, content.byteLength, text);
  const isSame2 = decoded.equals(content);
  release(decoded);
  return isSame2;
}
function textHasher(makeText) {
  return ({ run, pieces }) => digestOfBytes(makeText(run, pieces));
}

// src/archive/worker/read-frame.ts
var RECORDS_AT = FRAME_CONTENT;
function frameReading(decode) {
  const list = entryList();
  return ({ run, frame, slot }) => {
    const content = decode(run, frame);
    const output = new Uint8Array(slot);
    try {
      output.set(content);
      return located(
        frame,
        () => frame.piece === void 0 ? readFrame(frame, content, { list, output }) : CONTINUED
      );
    } finally {
      list.clear();
      release(content);
    }
  };
}
function readFrame(frame, content, { list, output }) {
  const notes = frame.links.length > 0 ? new PathNotes(frame.links) : void 0;
  const writer = new EntryWriter(content, void 0, notes);
  const sink = new RecordingSink(writer, list);
  const { count, order } = readEntries(content, frame, sink);
  const recordsSize = list.moveTo(output, RECORDS_AT);
  return { unpacked: { count, order, ...writer.left() }, recordsSize, starts: sink.starts };
}
var CONTINUED = { unpacked: void 0, recordsSize: 0, starts: [] };
var NOTHING3 = asByteString("");
var RecordingSink = class {
  #writer;
  #list;
  starts = [];
  constructor(writer, list) {
    this.#writer = writer;
    this.#list = list;
  }
  directory(path, facts) {
    this.#writer.directory(path, facts);
    this.#add(DIRECTORY_ENTRY, path, facts, NOTHING3);
  }
  file(path, facts, start, end) {
    this.#writer.file(path, facts, start, end);
    this.starts.push(start);
    this.#add(FILE_ENTRY, path, facts, NOTHING3);
  }
  symlink(path, target) {
    this.#writer.symlink(path, target);
    this.#add(SYMLINK_ENTRY, path, { mode: 511, size: 0, mtime: 0 }, target);
  }
  #add(kind, path, { mode, size, mtime }, payload) {
    this.#list.add({ kind, path: joinPath(path), mode, size, mtime, nanoseconds: 0, headerSize: 0, payload });
  }
};

// src/archive/worker/recode-frame.ts
function frameRecoder(decode) {
  return ({ run, frame, level, slot }) => {
    const content = decode(run, frame);
    const bytes = encodeFrame(content, level);
    new Uint8Array(slot).set(bytes);
    const result = { size: bytes.byteLength, digest: digestOfBytes(bytes) };
    release(content);
    release(bytes);
    return result;
  };
}

// src/archive/worker/walk-tree.ts
import { accessSync, constants as constants5, lstatSync as lstatSync3, readdirSync as readdirSync4, readlinkSync as readlinkSync3 } from "node:fs";
var { S_IFMT: S_IFMT2, S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO, S_IFSOCK } = constants5;
function walkTree(task) {
  const inside = toByteString(`${task.name}/`);
  const walk = {
    root: toByteString(task.root),
    prefix: asByteString(toByteString(task.prefix) + inside),
    inside,
    list: entryList(),
    mayReadAll: process.geteuid?.() === 0,
    budget: task.budget
  };
  const directories = task.directories.map((directory) => {
    const pieces = [];
    if (directory === "") addRoot(walk);
    walkDirectory(walk, directory, pieces);
    push2(pieces, walk.list.take());
    return pieces;
  });
  return { directories, entryCount: task.budget - walk.budget };
}
function walkDirectory(walk, directory, pieces) {
  if (walk.budget <= 0) {
    push2(pieces, walk.list.take());
    pieces.push(directory);
    return;
  }
  const onDisk = asByteString(`${walk.root}/${directory}`);
  if (depthOf(directory) > MAX_DEPTH) throw tooDeep(onDisk);
  const inTar = asByteString(walk.prefix + directory);
  const place = { below: directory, onDisk, inTar, isPlain: isAscii(onDisk) && isAscii(inTar) };
  for (const child of childrenOf(walk, place)) {
    addChild(walk, place, child);
    if (child.kind === S_IFDIR) walkDirectory(walk, asByteString(directory + child.key), pieces);
  }
}
function childrenOf(walk, place) {
  const children = [];
  for (const name of namesIn2(place.onDisk)) children.push(lookAt(place, name));
  walk.budget -= children.length;
  return children.toSorted((a, b) => a.key < b.key ? -1 : 1);
}
function lookAt({ onDisk, isPlain }, name) {
  const path = asByteString(onDisk + name);
  const isPlainName = isAscii(name);
  if (!isPlainName && !isValidUtf8(asByteString(name))) {
    throw new BundleError("NAME_INVALID", `Cannot read ${quoteBytes(path)}: its name is not UTF-8`);
  }
  const stats = statsOf2(path, isPlain && isPlainName ? path : toFsPath(path));
  const mode = Number(stats.mode);
  const kind = mode & S_IFMT2;
  return {
    key: kind === S_IFDIR ? `${name}/` : name,
    kind,
    mode: mode & 4095,
    size: Number(stats.size),
    time: stats.mtimeNs
  };
}
function addRoot(walk) {
  const mode = Number(statsOf2(walk.root, toFsPath(walk.root)).mode);
  const kind = mode & S_IFMT2;
  if (kind !== S_IFDIR) throw unsupported(walk.root, `it is ${nameOf(kind)}, expected a directory`);
  const path = walk.inside;
  const size = headerSize(walk.prefix, NONE3);
  walk.list.add({ ...DIRECTORY2, path, mode: mode & 4095, headerSize: size });
}
var NONE3 = asByteString("");
var WITHOUT_CONTENT = { size: 0, mtime: 0, nanoseconds: 0, payload: NONE3 };
var DIRECTORY2 = { kind: DIRECTORY_ENTRY, ...WITHOUT_CONTENT };
function addChild(walk, place, { key, kind, mode, size, time }) {
  const full = asByteString(place.inTar + key);
  checkPathLength(full);
  const path = asByteString(walk.inside + place.below + key);
  const isPlain = place.isPlain && isAscii(key);
  if (kind === S_IFREG) {
    if (!walk.mayReadAll && (mode & 292) !== 292) checkReadable(asByteString(place.onDisk + key));
    const { mtime, nanoseconds } = splitTime(time);
    const header = headerSize(full, NONE3, isPlain);
    walk.list.add({ kind: FILE_ENTRY, path, mode, size, mtime, nanoseconds, headerSize: header, payload: NONE3 });
  } else if (kind === S_IFDIR) {
    walk.list.add({ ...DIRECTORY2, path, mode, headerSize: headerSize(full, NONE3, isPlain) });
  } else if (kind === S_IFLNK) {
    const target = targetOf2(asByteString(place.onDisk + key), asByteString(place.below + key));
    const header = headerSize(full, target);
    const link = { ...WITHOUT_CONTENT, mode: 511, payload: target };
    walk.list.add({ kind: SYMLINK_ENTRY, ...link, path, headerSize: header });
  } else throw unsupported(asByteString(place.onDisk + key), `it is ${nameOf(kind)}`);
}
function targetOf2(path, below) {
  const target = asByteString(readTarget(path));
  const what = `it is a symlink to ${quoteBytes(target)}`;
  if (!isValidUtf8(target))
    throw new BundleError("NAME_INVALID", `Cannot read ${quoteBytes(path)}: ${what}, not UTF-8`);
  if (leavesRoot(target, depthOf(below))) {
    throw new BundleError("FILE_UNSUPPORTED", `Cannot read ${quoteBytes(path)}: ${what}, which leaves its layer`, {
      hint: "Ask the publisher to correct the package: OCX makes no such symlinks, and an import refuses them."
    });
  }
  return target;
}
function namesIn2(path) {
  try {
    return readdirSync4(toFsPath(path), "latin1");
  } catch (error) {
    throw unreadable(path, error);
  }
}
var PRECISE = { bigint: true };
function statsOf2(path, at) {
  try {
    return lstatSync3(at, PRECISE);
  } catch (error) {
    throw unreadable(path, error);
  }
}
function readTarget(path) {
  try {
    return readlinkSync3(toFsPath(path), "latin1");
  } catch (error) {
    throw unreadable(path, error);
  }
}
function checkReadable(path) {
  try {
    accessSync(toFsPath(path), constants5.R_OK);
  } catch (error) {
    throw unreadable(path, error);
  }
}
function unreadable(path, error) {
  const directory = path.length > 1 && path.endsWith("/") ? asByteString(path.slice(0, -1)) : path;
  return fromSystemError(error, `read ${quoteBytes(directory)}`);
}
function push2(pieces, records) {
  if (records !== void 0) pieces.push(records);
}
function nameOf(kind) {
  switch (kind) {
    case S_IFREG:
      return "a file";
    case S_IFDIR:
      return "a directory";
    case S_IFLNK:
      return "a symlink";
    case S_IFIFO:
      return "a named pipe";
    default:
      return kind === S_IFSOCK ? "a socket" : "a device";
  }
}
function unsupported(path, what) {
  return new BundleError("FILE_UNSUPPORTED", `Cannot read ${quoteBytes(path)}: ${what}`);
}
function tooDeep(path) {
  return new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot read ${quoteBytes(path)}: it lies over ${MAX_DEPTH} directories deep`
  );
}

// src/archive/worker/tasks.ts
function taskRunner() {
  const packer = framePacker();
  const reader = frameReader();
  const makeText = textMaker(reader);
  const decode = frameDecoder(reader, makeText);
  const read = frameReading(decode);
  const unpack = frameUnpacker(decode);
  const list = frameLister(decode);
  const patch = framePatcher(reader, makeText);
  const recode = frameRecoder(decode);
  const hashText = textHasher(makeText);
  const hashFiles = fileHasher();
  const hashes = contentHashes();
  return {
    close: reader.close,
    prepare: (task) => "algorithm" in task ? hashes.prepare(task.algorithm) : void 0,
    perform(task) {
      switch (task.kind) {
        case "walk":
          return walkTree(task);
        case "pack":
          return packer.pack(task);
        case "stream":
          return packer.stream(task);
        case "read":
          return read(task);
        case "unpack":
          return unpack(task);
        case "symlinks":
          makeSymlinks(task);
          return null;
        case "finish":
          finishTree(task);
          return null;
        case "link":
          return linkTree(task);
        case "compare":
          return compareTree(task);
        case "list":
          return list(task, hashes.use(task.algorithm));
        case "hash":
          return hashFiles(task, hashes.use(task.algorithm));
        case "patch":
          return patch(task);
        case "recode":
          return recode(task);
        case "text":
          return hashText(task);
      }
    }
  };
}
function encodeFailure(thrown) {
  const error = fromSystemError(thrown);
  const isExpected = error instanceof BundleError;
  return {
    code: isExpected ? error.code : void 0,
    message: error.message,
    hint: isExpected ? error.hint : "",
    stack: error.stack,
    cause: error.cause instanceof Error ? error.cause.message : void 0
  };
}
function decodeFailure({ code, message, hint, stack, cause }) {
  const options = cause === void 0 ? {} : { cause: new Error(cause) };
  const error = code === void 0 ? new Error(message, options) : new BundleError(code, message, { ...options, hint });
  if (stack !== void 0) error.stack = stack;
  return error;
}

export {
  linkPrefix,
  placeBelow,
  PackagePaths,
  FILE_ENTRY,
  DIRECTORY_ENTRY,
  SYMLINK_ENTRY,
  DOCUMENT_ENTRY,
  HARD_LINK_ENTRY,
  entryList,
  RecordReader,
  directoryModes,
  withDirectoryMode,
  UMASK_MODES,
  isOtherUmask,
  CONTENT_AT,
  RECORDS_AT,
  unpackPiece,
  filesChangedByHand,
  nameFiles,
  taskRunner,
  encodeFailure,
  decodeFailure
};
