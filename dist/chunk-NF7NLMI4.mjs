import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  decodeFacts,
  decodeNameIn,
  decodePath,
  headerBytes
} from "./chunk-A5G26SDU.mjs";
import {
  decodeFrame,
  digestOfBytes,
  release
} from "./chunk-AMTFR3ER.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  PAX_RECORDS,
  SYMLINK,
  asByteString,
  encodeEntry,
  headerTemplate,
  isAscii,
  isValidUtf8,
  padding,
  quote,
  toByteString,
  toFsPath,
  toText
} from "./chunk-YJSVGHZO.mjs";
import {
  MAX_DEPTH,
  MAX_ENTRIES,
  MAX_NAME,
  MAX_PATH,
  MAX_PAX,
  MAX_TARGET
} from "./chunk-4FDFUD6J.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/tar/entry-path.ts
function joinPath({ directory, name }) {
  return asByteString(directory + name);
}

// src/archive/work/link-entry.ts
import { linkSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";

// src/tar/entry-rules.ts
function leavesRoot(target, depth) {
  if (target.startsWith("/")) return true;
  let level = depth;
  if (level < 0) return true;
  for (const segment of target.split("/")) {
    if (segment === "..") level -= 1;
    else if (segment !== "" && segment !== ".") level += 1;
    if (level < 0) return true;
  }
  return false;
}
function depthOf(path) {
  let depth = 0;
  for (let at = path.indexOf("/"); at !== -1 && at < path.length - 1; at = path.indexOf("/", at + 1)) depth += 1;
  return depth;
}
function checkSegments(path) {
  let start = 0;
  for (let depth = 0; start <= path.length; depth++) {
    const slash = path.indexOf("/", start);
    const end = slash === -1 ? path.length : slash;
    const length = end - start;
    if (length === 0) throw unsafe(path, "it has an empty segment");
    if (length <= 2 && isDots(path.slice(start, end))) {
      throw unsafe(path, `it has a segment "${path.slice(start, end)}"`);
    }
    if (length > MAX_NAME) throw over(path, `a name of ${length} bytes, expected at most ${MAX_NAME}`);
    if (depth > MAX_DEPTH) throw over(path, `too many directories, expected at most ${MAX_DEPTH}`);
    start = end + 1;
  }
  if (path.includes("\0")) throw unsafe(path, "it has a NUL");
}
function isDots(name) {
  return name === "." || name === "..";
}
function checkPathLength(path) {
  if (path.length > MAX_PATH) throw over(path, `a path of ${path.length} bytes, expected at most ${MAX_PATH}`);
}
function unsafe(path, what) {
  return new BundleError("PATH_UNSAFE", `Cannot use path ${quote(path)}: ${what}`);
}
function over(path, what) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot use path ${shortened(path)}: ${what}`);
}
function shortened(path) {
  return path.length > 200 ? `${quote(path.slice(0, 200))}\u2026` : quote(path);
}

// src/archive/work/files.ts
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
function isListed(path) {
  const slash = path.lastIndexOf("/");
  return readdirSync(toFsPath(asByteString(path.slice(0, slash))), "latin1").includes(path.slice(slash + 1));
}
function otherSpelling(path, cause) {
  const message = `Cannot write ${quote(path)}: its file system takes another name in this directory for the same, such as one in another case`;
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
    return new BundleError("ENTRY_INVALID", `Cannot write ${quote(path)}: another entry is in its way`, {
      cause: error
    });
  }
  return fromSystemError(error, `write ${quote(path)}`);
}

// src/archive/work/link-entry.ts
function linkPrefix({ prefix }) {
  if (prefix === "") return asByteString("");
  const path = toByteString(prefix);
  checkSegments(path);
  return asByteString(`${path}/`);
}
function linkFile(from, to) {
  try {
    linkSync(from, to);
  } catch (error) {
    throw notPlaced(to, error);
  }
}
function linkSymlink({ owner, content }, below, target) {
  if (leavesRoot(target, depthOf(below))) {
    const what = `its symlink ${quote(below)} to ${quote(target)} leaves it`;
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
    if (number === "EEXIST" && reading(quote(path), () => lstatSync(toFsPath(path))).isDirectory()) return;
    if (number === "EEXIST" || number === "ENOTDIR") throw overlap(path, error);
    throw fromSystemError(error, `create ${quote(path)}`);
  }
}
function notPlaced(at, error) {
  const path = asByteString(typeof at === "string" ? at : at.toString("latin1"));
  return errnoOf(error) === "EEXIST" ? overlap(path, error) : fromSystemError(error, `create ${quote(path)}`);
}
function overlap(path, cause) {
  return new BundleError("LAYER_OVERLAP", `Cannot create ${quote(path)}: two layers have it`, { cause });
}

// src/archive/work/destinations.ts
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
  return kept === void 0 ? void 0 : asByteString(linkPrefix(target) + directory.slice(kept));
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

// src/archive/work/package-paths.ts
var PathNotes = class {
  #places;
  #directory;
  constructor(targets) {
    this.#places = targets.map((target) => ({ target, start: void 0, hashes: new Uint32Array(64), length: 0 }));
  }
  add(path) {
    const { directory, name } = path;
    const isDirectory = name.endsWith("/");
    if (!isDirectory && directory !== this.#directory) this.#enter(directory);
    for (const place of this.#places) {
      if (isDirectory) {
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
function push(place, text, start, isDirectory) {
  const { low, high } = hash(text, start);
  if (place.length === place.hashes.length) {
    const larger = new Uint32Array(place.length * 2);
    larger.set(place.hashes);
    place.hashes = larger;
  }
  place.hashes[place.length++] = (low ^ high >>> 7) & ~1 | isDirectory;
  place.hashes[place.length++] = high;
}
var PackagePaths = class {
  #packages = /* @__PURE__ */ new Map();
  /** Adds the notes of one frame. @throws BundleError `LIMIT_EXCEEDED` */
  add(targets, notes) {
    for (const [index, target] of targets.entries()) this.#take(target, notes[index] ?? NONE);
  }
  /** Adds the directories of the prefix under which a layer is linked. */
  addPrefix(target) {
    const notes = new PathNotes([{ ...target, strip: 0, prefix: "" }]);
    const prefix = linkPrefix(target);
    for (let at = prefix.indexOf("/"); at !== -1; at = prefix.indexOf("/", at + 1)) {
      notes.add({ directory: NOWHERE, name: asByteString(prefix.slice(0, at + 1)) });
    }
    this.#take(target, notes.take()[0] ?? NONE);
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
var NONE = new Uint32Array(0);
var NOWHERE = asByteString("");

// src/tar/entry-order.ts
var NOTHING = asByteString("");
var OrderCheck = class {
  #first;
  #last;
  #open = [];
  // Between `a` and `a/b` only paths such as `a-c` can stand: the first path tells which parents may lie further back.
  #candidates = [];
  #parents = [];
  #inside;
  #entered = NOTHING;
  /**
   * Checks that the directory of the next entry has an entry. A directory's content follows its entry at once, so an entry can
   * only lie in the last directory or in one above it.
   * @throws BundleError `ENTRY_INVALID`
   */
  enter(next) {
    if (this.#inside === void 0) {
      this.#inside = next.directory;
      this.#entered = next.directory;
    }
    if (!this.#entered.startsWith(next.directory)) throw withoutDirectory(next);
    if (next.name.endsWith("/")) this.#entered = joinPath(next);
  }
  /**
   * Checks the next path. Neighbours mostly share the directory, so comparing their names is enough.
   * @throws BundleError `ENTRY_INVALID`
   */
  add(next) {
    const last = this.#last;
    const open = this.#open;
    if (last === void 0) {
      this.#first = joinPath(next);
      this.#candidates = possibleParents(this.#first);
    } else if (!isBehind(next, last)) throw outOfOrder(joinPath(next), joinPath(last));
    while (open.length > 0 && !continues(next, open[open.length - 1], "")) open.pop();
    for (const file of open) if (continues(next, file, "/")) throw belowFile(joinPath(next), joinPath(file));
    const isDirectory = next.name.endsWith("/");
    if (!isDirectory) open.push(next);
    if (isDirectory || next.directory !== last?.directory) this.#findParents(joinPath(next));
    this.#last = next;
  }
  finish() {
    const last = this.#last && joinPath(this.#last);
    const open = this.#open.map(joinPath);
    const inside = this.#inside ?? NOTHING;
    return { first: this.#first, last, open, parents: this.#parents, inside, entered: this.#entered };
  }
  #findParents(path) {
    const found = this.#candidates.filter((parent) => path.startsWith(`${parent}/`));
    if (found.length === 0) return;
    for (const parent of found) this.#parents.push(parent);
    this.#candidates = this.#candidates.filter((parent) => !found.includes(parent));
  }
};
function isBehind(a, b) {
  return a.directory === b.directory ? a.name > b.name : joinPath(a) > joinPath(b);
}
function continues(path, start, next) {
  return path.directory === start.directory ? path.name.startsWith(start.name + next) : joinPath(path).startsWith(joinPath(start) + next);
}
function joinOrder(top) {
  let first;
  let last;
  let entered = NOTHING;
  const open = [];
  return {
    add(frame) {
      if (frame.first === void 0 || frame.last === void 0) return;
      if (last !== void 0 && frame.first <= last) throw outOfOrder(frame.first, last);
      for (const parent of frame.parents) if (open.includes(parent)) throw belowFile(frame.first, parent);
      if (!entered.startsWith(frame.inside)) throw withoutDirectory({ directory: frame.inside, name: NOTHING });
      entered = frame.entered;
      first ??= frame.first;
      last = frame.last;
      keepPrefixes(open, last);
      for (const path of frame.open) open.push(path);
    },
    finish() {
      if (top === void 0) return;
      if (first !== `${top.directory}/`) throw lacking(`${top.directory}/`);
      if (last !== top.file) throw lacking(top.file);
    }
  };
}
function keepPrefixes(open, path) {
  for (let top = open.at(-1); top !== void 0 && !path.startsWith(top); top = open.at(-1)) open.pop();
}
function possibleParents(path) {
  const found = [];
  for (let i = 1; i < path.length; i++) if (path[i] <= "/") found.push(path.slice(0, i));
  return found;
}
function outOfOrder(path, last) {
  const what = path === last ? "it occurs twice" : `it comes after ${quote(last)}, expected ascending order`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${what}`);
}
function withoutDirectory(path) {
  const what = `there is no entry for its directory ${quote(path.directory)}`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(joinPath(path))}: ${what}`);
}
function lacking(path) {
  return new BundleError("ENTRY_INVALID", `Cannot use layer: it has no ${path}`);
}
function belowFile(path, file) {
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${quote(file)} is not a directory`);
}

// src/tar/header-form.ts
var TEMPLATE = headerTemplate();
var FIXED = [
  [108, 124],
  [257, 345],
  [500, 512]
].flatMap(([from = 0, to = 0]) => Array.from({ length: (to - from) / 4 }, (_, i) => from + 4 * i));
var WORDS = Int32Array.from(FIXED, (at) => TEMPLATE.readInt32LE(at));
var PLACES = Uint16Array.from(FIXED);
function checkHeaderForm({ bytes, view }, at) {
  for (let i = 0; i < PLACES.length; i++) {
    const place = PLACES[i];
    if (view.getInt32(at + place, true) !== WORDS[i]) throw odd(place);
  }
  if (bytes[at + 156] === 0) throw invalidForm("its type is a NUL");
  if (!isNumber(bytes, at + 100, 8)) throw invalidForm("its mode is not seven octal digits and a NUL");
  if (!isNumber(bytes, at + 124, 12)) throw invalidForm("its size is not eleven octal digits and a NUL");
  if (!isNumber(bytes, at + 136, 12)) throw invalidForm("its time is not eleven octal digits and a NUL");
  if (!isNumber(bytes, at + 148, 7) || bytes[at + 155] !== SPACE) {
    throw invalidForm("its checksum is not six octal digits, a NUL and a space");
  }
}
function isNumber(bytes, at, width) {
  const first = bytes[at];
  if (first === 255) return width === 12;
  if (first === 128) return width === 12 && (isSet(bytes, at + 1, at + 7) || bytes[at + 7] > 1);
  const last = bytes[at + width - 2];
  return first >= 48 && last >= 48 && last <= 55 && bytes[at + width - 1] === 0;
}
function isSet(bytes, from, to) {
  for (let i = from; i < to; i++) if (bytes[i] !== 0) return true;
  return false;
}
var SPACE = 32;
function checkPaxForm({ bytes }, start, end, header) {
  const expected = Buffer.alloc(end - start + 2 * MAX_FORM);
  const size = encodeEntry(header, expected, 0);
  if (size === end - start && expected.compare(bytes, start, end, 0, size) === 0) return;
  throw invalidForm("its PAX records or the header behind them are not in the form of the format");
}
var MAX_FORM = 16 * 1024;
function odd(place) {
  if (place < 124) return invalidForm("its owner or group is not 0");
  if (place < 265) return invalidForm("it is not POSIX ustar");
  if (place < 329) return invalidForm("it names its owner or group");
  return invalidForm(place < 345 ? "it has a device number" : "something follows its last field");
}
function invalidForm(what) {
  return new BundleError("ENTRY_INVALID", `Cannot read tar header: ${what}`);
}

// src/tar/pax-records.ts
function decodePax(body) {
  const found = {};
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(" ", at);
    const digits = body.slice(at, space);
    const end = at + Number(digits);
    const equals = body.indexOf("=", space);
    if (space === -1 || !/^[1-9]\d{0,5}$/.test(digits) || equals === -1 || equals > end || body[end - 1] !== "\n") {
      throw invalidRecords("they are damaged");
    }
    const key = body.slice(space + 1, equals);
    if (key in found) throw invalidRecords(`${quote(asByteString(key))} occurs twice`);
    if (!PAX_KEYS.has(key)) throw invalidRecords(`${quote(asByteString(key))} is unknown`);
    found[key] = body.slice(equals + 1, end - 1);
    at = end;
  }
  const { path, linkpath } = found;
  return {
    ...path !== void 0 && { path: asByteString(path) },
    ...linkpath !== void 0 && { target: asByteString(linkpath) }
  };
}
var PAX_KEYS = /* @__PURE__ */ new Set(["path", "linkpath"]);
function invalidRecords(what) {
  return new BundleError("ENTRY_INVALID", `Cannot read PAX records: ${what}`);
}

// src/tar/read-entries.ts
function readEntries(content, place, sink) {
  const reader = new EntryReader(content, place, sink);
  while (reader.next()) ;
  return reader.finish();
}
function checkFileEnd(content, at, size, isLast) {
  const end = at + padding(size);
  if (end + (isLast ? END_SIZE : 0) !== content.length || !isZero(content, at, content.length)) {
    throw new BundleError("ENTRY_INVALID", "Cannot read tar: something follows a file in the frame that ends it");
  }
}
var EntryReader = class {
  #content;
  #headers;
  #place;
  #sink;
  #order = new OrderCheck();
  /** Directory of the previous entry, and the bytes with which a neighbour's path starts. */
  #directory = NOTHING2;
  #known = new Uint8Array(0);
  #count = 0;
  #at = 0;
  /** True if the next frame continues the last file. */
  #isOpen = false;
  /** True once the end of the tar was read. */
  #hasEnded = false;
  constructor(content, place, sink) {
    this.#content = content;
    this.#headers = headerBytes(content);
    this.#place = place;
    this.#sink = sink;
  }
  /** Reads one entry; false at the end. */
  next() {
    const at = this.#at;
    if (at >= this.#content.length || this.#isOpen) return false;
    const facts = factsAt(this.#headers, at);
    if (facts === void 0) {
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
      this.#take(path, facts, at + BLOCK_SIZE);
    }
    return true;
  }
  finish() {
    const { isLast, continued } = this.#place;
    if (!this.#hasEnded) {
      if (isLast) throw new BundleError("ENTRY_INVALID", "Cannot read tar: it has no end");
      if (continued && !this.#isOpen) throw new BundleError("FRAME_INVALID", "Cannot continue a file: it was complete");
    }
    return { count: this.#count, order: this.#order.finish() };
  }
  #take(path, facts, start) {
    this.#order.add(path);
    this.#count += 1;
    const { length } = this.#content;
    const end = start + facts.size;
    this.#isOpen = end > length;
    if (this.#isOpen && !this.#place.continued)
      throw invalidEntry(path, `${facts.size} bytes do not fit into its frame`);
    this.#at = end + padding(facts.size);
    if (!this.#isOpen) {
      if (this.#at > length) throw invalidEntry(path, "its padding does not fit into its frame");
      if (!isPadding(this.#headers, end, this.#at)) throw invalidEntry(path, "its padding is not zero");
    }
    if (this.#place.top !== void 0 && path.directory === "") this.#checkTop(this.#place.top, path, facts, start);
    if (facts.type === FILE) this.#sink.file(path, facts, start, Math.min(end, length));
    else if (facts.type === DIRECTORY) this.#sink.directory(path, facts);
    else this.#sink.symlink(path, facts.target);
  }
  /** Checks that the top has only the directory and the file that identifies the tree. */
  #checkTop(top, path, { type, mode, size, mtime }, start) {
    if (path.name === `${top.directory}/`) return;
    if (path.name !== top.file || type !== FILE)
      throw invalidEntry(path, `expected only ${top.directory}/ and ${top.file}`);
    if (mode !== 420 || mtime !== 0) throw invalidEntry(path, "expected mode 0644 and time 0");
    if (size !== top.text.length || this.#content.toString("latin1", start, start + size) !== top.text) {
      throw invalidEntry(path, `it is not ${JSON.stringify(top.text)}`);
    }
  }
  #pathAt(at, type) {
    const canBeNeighbour = this.#directory !== "" && type !== DIRECTORY;
    const name = canBeNeighbour ? decodeNameIn(this.#known, this.#headers, at) : void 0;
    if (name === void 0 || isDots(name)) return this.#split(decodePath(this.#headers, at), type);
    return { directory: this.#directory, name };
  }
  /** Checks a whole path, and remembers its directory: of the next entries in it only the name is checked. */
  #split(path, type) {
    const { prefix } = this.#place;
    const below = checkPath(path, type, prefix);
    const name = below.lastIndexOf("/", below.length - 2) + 1;
    if (name !== this.#directory.length || !below.startsWith(this.#directory)) {
      this.#directory = asByteString(below.slice(0, name));
      this.#known = Buffer.from(prefix + this.#directory, "latin1");
    }
    const split = { directory: this.#directory, name: asByteString(below.slice(name)) };
    if (this.#place.top !== void 0) this.#order.enter(split);
    return split;
  }
};
var NOTHING2 = asByteString("");
function behindRecords(headers, at, { size }) {
  if (size > MAX_PAX) {
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read tar header: ${size} bytes of PAX records, expected at most ${MAX_PAX}`
    );
  }
  const broken = (what) => new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(decodePath(headers, at))}: ${what}`);
  const { bytes } = headers;
  const body = at + BLOCK_SIZE;
  const behind = body + size + padding(size);
  if (behind > bytes.length) throw broken("its PAX records do not fit into the frame");
  const records = decodePax(asByteString(bytes.toString("latin1", body, body + size)));
  const facts = factsAt(headers, behind);
  if (facts === void 0 || facts.type === PAX_RECORDS) throw broken("no entry follows its PAX records");
  const { path = decodePath(headers, behind), target = facts.target } = records;
  return { path, merged: { ...facts, target }, start: behind + BLOCK_SIZE };
}
function factsAt(headers, at) {
  if (at + BLOCK_SIZE > headers.bytes.length)
    throw new BundleError("ENTRY_INVALID", "Cannot read tar header: the frame ends in it");
  const facts = decodeFacts(headers, at);
  if (facts !== void 0) checkHeaderForm(headers, at);
  return facts;
}
function isPadding({ bytes, view }, from, to) {
  let at = to - 4;
  for (; at >= from; at -= 4) if (view.getInt32(at, true) !== 0) return false;
  for (let i = from; i < at + 4; i++) if (bytes[i] !== 0) return false;
  return true;
}
function checkEnd(content, at, isLast) {
  if (!isLast) throw new BundleError("ENTRY_INVALID", "Cannot read tar: it ends before its last frame");
  if (content.length - at !== END_SIZE || !isZero(content, at, content.length)) {
    throw new BundleError(
      "ENTRY_INVALID",
      `Cannot read tar: it ends in ${content.length - at} bytes, expected ${END_SIZE} zeros`
    );
  }
}
function isZero(content, from, to) {
  for (let i = from; i < to; i++) if (content[i] !== 0) return false;
  return true;
}
function checkPath(path, type, prefix) {
  checkPathLength(path);
  if (!path.startsWith(prefix) || path.length === prefix.length) {
    throw new BundleError("PATH_UNSAFE", `Cannot use path ${quote(path)}: expected one below ${quote(prefix)}`);
  }
  if (path.endsWith("/") !== (type === DIRECTORY)) {
    throw new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: a closing "/" is for directories`);
  }
  const below = asByteString(path.slice(prefix.length));
  if (!isValidUtf8(below)) throw new BundleError("NAME_INVALID", `Cannot use path ${quote(path)}: it is not UTF-8`);
  checkSegments(type === DIRECTORY ? asByteString(below.slice(0, -1)) : below);
  return below;
}
var MAX_TIME = 864e10;
function checkFacts({ type, size, target, mode, mtime }, path) {
  if (type !== FILE && type !== DIRECTORY && type !== SYMLINK) {
    throw invalidEntry(path, `its type is ${JSON.stringify(type)}, expected a file, a directory or a symlink`);
  }
  if (mode > 4095) throw invalidEntry(path, "its mode has more than 12 bits");
  if (Math.abs(mtime) > MAX_TIME) throw invalidEntry(path, "its time is out of range");
  if (type !== FILE && size !== 0) throw invalidEntry(path, `${size} bytes, expected none`);
  if (type !== FILE && mtime !== 0) throw invalidEntry(path, "its time is not 0");
  if (type === SYMLINK && mode !== 511) throw invalidEntry(path, "its mode is not 0777");
  if (type === SYMLINK) checkSymlink(joinPath(path), target);
  else if (target !== "") throw invalidEntry(path, "it has a link target, expected none");
}
function checkSymlink(path, target) {
  const unsafe2 = (what) => new BundleError("PATH_UNSAFE", `Cannot use symlink ${quote(path)} to ${quote(target)}: ${what}`);
  if (target.length > MAX_TARGET) {
    throw new BundleError("LIMIT_EXCEEDED", `Cannot use symlink ${quote(path)}: a target of ${target.length} bytes`);
  }
  if (target === "" || target.includes("\0")) throw unsafe2("no path");
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot use symlink ${quote(path)}: not UTF-8`);
  if (leavesRoot(target, depthOf(path) - 1)) throw unsafe2("it leaves its tree");
}
function invalidEntry(path, what) {
  return new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(joinPath(path))}: ${what}`);
}

// src/archive/work/entry-writer.ts
import { mkdirSync as mkdirSync2 } from "node:fs";
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
    writing(own, (path) => mkdirSync2(path, { recursive: true }));
    target.made.add(own);
  }
  const others = enterDestinations(target.links, directory, target.made).map(
    ({ content, below }) => asByteString(`${content}/${below}`)
  );
  return { directory, own, others, isPlain: [own, ...others].every(isAscii) };
}

// src/archive/work/unpack-tree.ts
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
var OF_FRAME = /* @__PURE__ */ new Set([
  "FRAME_INVALID",
  "ENTRY_INVALID",
  "PATH_UNSAFE",
  "NAME_INVALID",
  "LIMIT_EXCEEDED"
]);
function located({ blob, index, start, size }, work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BundleError) || !OF_FRAME.has(error.code)) throw error;
    const where = `frame ${index} of ${blob}, bytes ${start} to ${start + size}`;
    throw new BundleError(error.code, `${error.message} (${where})`, { hint: error.hint, cause: error.cause });
  }
}
function damaged(what) {
  return new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
}

// src/archive/work/changed-files.ts
import { statSync } from "node:fs";

// src/archive/work/entry-records.ts
var FILE_ENTRY = 0;
var DIRECTORY_ENTRY = 1;
var SYMLINK_ENTRY = 2;
var DOCUMENT_ENTRY = 3;
var HARD_LINK_ENTRY = 4;
var FIXED2 = 36;
function entryList() {
  let buffer = Buffer.allocUnsafe(64 * 1024);
  let view = viewOf(buffer);
  let end = 0;
  return {
    add(record) {
      const length = FIXED2 + record.path.length + record.payload.length;
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
  to.write(record.path, at + FIXED2, "latin1");
  const payload = at + FIXED2 + record.path.length;
  if (record.payload === "") return;
  if (typeof record.payload === "string") to.write(record.payload, payload, "latin1");
  else to.set(record.payload, payload);
}
var RecordReader = class {
  /** Offset of the next record. */
  #at = 0;
  #list;
  #view;
  constructor(list) {
    this.#list = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
    this.#view = viewOf(list);
  }
  nextSize() {
    const at = this.#at;
    const view = this.#view;
    if (at >= view.byteLength) return void 0;
    this.#at = at + FIXED2 + view.getUint32(at + 4, true) + view.getUint32(at + 8, true);
    return {
      end: this.#at,
      kind: view.getUint16(at, true),
      headerSize: view.getUint32(at + 12, true),
      size: view.getFloat64(at + 16, true)
    };
  }
  next() {
    const at = this.#at;
    const view = this.#view;
    if (at >= view.byteLength) return void 0;
    const path = at + FIXED2;
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
      payload: end > payload ? this.#list.subarray(payload, end) : NOTHING3
    };
  }
};
var NOTHING3 = new Uint8Array(0);
function directoryModes(list) {
  const modes = /* @__PURE__ */ new Set();
  const reader = new RecordReader(list);
  for (let record = reader.next(); record !== void 0; record = reader.next())
    if (record.kind === DIRECTORY_ENTRY) modes.add(record.mode);
  return modes;
}
function withDirectoryMode(list, from, to) {
  const changed = new Uint8Array(list);
  const view = viewOf(changed);
  const reader = new RecordReader(list);
  let at = 0;
  for (let record = reader.nextSize(); record !== void 0; record = reader.nextSize()) {
    if (record.kind === DIRECTORY_ENTRY && view.getUint16(at + 2, true) === from) view.setUint16(at + 2, to, true);
    at = record.end;
  }
  return changed;
}
function splitTime(time) {
  const rest = (time % SECOND + SECOND) % SECOND;
  return { mtime: Number((time - rest) / SECOND), nanoseconds: Number(rest) };
}
var SECOND = 1000000000n;

// src/archive/work/changed-files.ts
function filesChangedIn(directory, records) {
  const made = statSync(directory, { throwIfNoEntry: false })?.birthtimeMs ?? 0;
  if (made === 0) return [];
  const changed = [];
  for (const list of records) {
    const reader = new RecordReader(list);
    for (let record = reader.next(); record !== void 0; record = reader.next())
      if (record.kind === FILE_ENTRY && timeOf(record) > made) changed.push(toText(record.path));
  }
  return [...new Set(changed)];
}
function timeOf({ mtime, nanoseconds }) {
  return mtime * 1e3 + nanoseconds / 1e6;
}
var NAMED_FILES = 3;
function nameFiles(files) {
  const more = files.length - NAMED_FILES;
  return `${files.slice(0, NAMED_FILES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/archive/work/decode-frame.ts
function decodeAlone(frame, bytes) {
  checkDigest(frame, bytes);
  return decodeFrame(bytes, frame.contentSize);
}
function decodePatched(frame, bytes, text) {
  checkDigest(frame, bytes);
  if (isTrained(text)) throw invalid("its dictionary begins like a trained one");
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
function checkDigest({ digest }, bytes) {
  const found = digestOfBytes(bytes);
  if (found !== digest) throw invalid(`its digest is ${found}, expected ${digest}`);
}
function invalid(what) {
  return new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
}
function baseChanged({ base, pieces }, cause) {
  const changed = new Set(pieces.flatMap(changedIn));
  const files = [...new Set(pieces.flatMap(filesOf))];
  const [first, last] = [files[0], files.at(-1)];
  const some = files.length > 1 ? `one of the ${files.length} files from ${first} to ${last}` : first;
  const which = changed.size > 0 ? `changed since: ${nameFiles([...changed])}` : some;
  const found = "it is not as it was when the delta was made";
  return new BundleError("BASE_CHANGED", `Cannot patch ${base}: ${found}${which === void 0 ? "" : ` (${which})`}`, {
    cause
  });
}
function changedIn(piece) {
  return piece.kind === "tree" && piece.directory !== void 0 ? filesChangedIn(piece.directory.path, [piece.records]) : [];
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

export {
  joinPath,
  leavesRoot,
  depthOf,
  checkSegments,
  checkPathLength,
  finishFile,
  readFully,
  reading,
  writing,
  linkPrefix,
  linkFile,
  linkSymlink,
  linkDirectory,
  enterDestinations,
  placeBelow,
  PathNotes,
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
  splitTime,
  joinOrder,
  readEntries,
  checkFileEnd,
  EntryWriter,
  frameUnpacker,
  unpackPiece,
  located,
  filesChangedIn,
  nameFiles,
  decodeAlone,
  decodePatched,
  isTrained
};
