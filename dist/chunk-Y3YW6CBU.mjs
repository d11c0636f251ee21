import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  MAX_DEPTH,
  MAX_NAME,
  MAX_PATH,
  MAX_PAX,
  MAX_TARGET,
  PAX_RECORDS,
  SYMLINK,
  asByteString,
  decodeFacts,
  decodeFrame,
  decodeNameIn,
  decodePath,
  digestOfBytes,
  headerBytes,
  isAscii,
  isValidUtf8,
  padding,
  quote,
  rangesOf,
  release,
  toByteString,
  toFsPath
} from "./chunk-EGRBEDZZ.mjs";
import {
  asFailure,
  errnoOf
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/archive/unpack-tree.ts
import { closeSync as closeSync2, constants as constants2, openSync as openSync2 } from "node:fs";

// src/archive/disk.ts
import { closeSync, constants, fchmodSync, futimesSync, openSync, readSync, writeSync } from "node:fs";
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
    throw asFailure(error, `read ${name}`);
  }
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
  if (number === "EEXIST" || number === "ENOTDIR" || number === "ELOOP") {
    return new BundleError("ENTRY_INVALID", `Cannot write ${quote(path)}: another entry is in its way`, {
      cause: error
    });
  }
  return asFailure(error, `write ${quote(path)}`);
}

// src/archive/entry-path.ts
function joinPath({ directory, name }) {
  return asByteString(directory + name);
}

// src/archive/entry-order.ts
var OrderCheck = class {
  #first;
  #last;
  #open = [];
  // Between `a` and `a/b` only paths such as `a-c` can stand: the first path tells which parents may lie further back.
  #candidates = [];
  #parents = [];
  /**
   * Takes the next path. Neighbours mostly share the directory, and are told apart by the name alone.
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
    return { first: this.#first, last, open: this.#open.map(joinPath), parents: this.#parents };
  }
  #findParents(path) {
    const found = this.#candidates.filter((parent) => path.startsWith(`${parent}/`));
    if (found.length === 0) return;
    this.#parents.push(...found);
    this.#candidates = this.#candidates.filter((parent) => !found.includes(parent));
  }
};
function isBehind(a, b) {
  return a.directory === b.directory ? a.name > b.name : joinPath(a) > joinPath(b);
}
function continues(path, start, next) {
  return path.directory === start.directory ? path.name.startsWith(start.name + next) : joinPath(path).startsWith(joinPath(start) + next);
}
function joinOrder() {
  let last;
  const open = [];
  return {
    add(frame) {
      if (frame.first === void 0 || frame.last === void 0) return;
      if (last !== void 0 && frame.first <= last) throw outOfOrder(frame.first, last);
      for (const parent of frame.parents) if (open.includes(parent)) throw belowFile(frame.first, parent);
      last = frame.last;
      keepPrefixes(open, last);
      open.push(...frame.open);
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
  const what = path === last ? "it is there twice" : `it comes after ${quote(last)}, expected ascending order`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${what}`);
}
function belowFile(path, file) {
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quote(path)}: ${quote(file)} is no directory`);
}

// src/archive/entry-writer.ts
import { mkdirSync as mkdirSync2 } from "node:fs";

// src/archive/link-entry.ts
import { linkSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";

// src/archive/entry-rules.ts
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

// src/archive/link-entry.ts
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
function linkSymlink(content, below, target) {
  if (!target.startsWith("/") && leavesRoot(target, depthOf(below))) {
    const what = `its symlink ${quote(below)} to ${quote(target)} leaves it`;
    throw new BundleError("METADATA_INVALID", `Cannot assemble ${quote(content)}: ${what}`);
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
    throw asFailure(error, `create ${quote(path)}`);
  }
}
function notPlaced(at, error) {
  const path = asByteString(typeof at === "string" ? at : at.toString("latin1"));
  return errnoOf(error) === "EEXIST" ? overlap(path, error) : asFailure(error, `create ${quote(path)}`);
}
function overlap(path, cause) {
  return new BundleError("LAYER_OVERLAP", `Cannot create ${quote(path)}: two layers have it`, { cause });
}

// src/archive/link-targets.ts
function enterTargets(targets, directory, made) {
  return targets.flatMap((target) => {
    const kept = behindLevels(directory, target.strip);
    if (kept === void 0) return [];
    const place = {
      content: toByteString(target.content),
      below: asByteString(linkPrefix(target) + directory.slice(kept))
    };
    makeBelow(place.content, place.below.slice(0, -1), made);
    return [place];
  });
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

// src/archive/pax-records.ts
function decodePax(body) {
  const found = {};
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(" ", at);
    const digits = body.slice(at, space);
    const end = at + Number(digits);
    const equals = body.indexOf("=", space);
    if (space === -1 || !/^[1-9]\d{0,5}$/.test(digits) || equals === -1 || equals > end || body[end - 1] !== "\n") {
      throw invalid("they are damaged");
    }
    const key = body.slice(space + 1, equals);
    if (key in found) throw invalid(`${quote(asByteString(key))} is there twice`);
    if (!PAX_KEYS.has(key)) throw invalid(`${quote(asByteString(key))} is unknown`);
    found[key] = body.slice(equals + 1, end - 1);
    at = end;
  }
  const { path, linkpath, size, mtime } = found;
  return {
    ...path !== void 0 && { path: asByteString(path) },
    ...linkpath !== void 0 && { target: asByteString(linkpath) },
    ...size !== void 0 && { size: wholeNumber(size) },
    ...mtime !== void 0 && { mtime: wholeNumber(mtime) }
  };
}
var PAX_KEYS = /* @__PURE__ */ new Set(["path", "linkpath", "size", "mtime"]);
function wholeNumber(text) {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw invalid(`${quote(asByteString(text))} is not a whole number`);
  return value;
}
function invalid(what) {
  return new BundleError("ENTRY_INVALID", `Cannot read PAX records: ${what}`);
}

// src/archive/read-entries.ts
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
  /** The directory of the entry before, and all bytes that a neighbour's path starts with. */
  #directory = NOTHING;
  #known = new Uint8Array(0);
  #count = 0;
  #at = 0;
  /** The last file goes on in the next frame. */
  #isOpen = false;
  /** The end of the tar was read. */
  #hasEnded = false;
  constructor(content, place, sink) {
    this.#content = content;
    this.#headers = headerBytes(content);
    this.#place = place;
    this.#sink = sink;
  }
  /** Reads one entry; false when there is none any more. */
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
      this.#take(this.#split(path, merged.type), merged, start);
    } else this.#take(this.#pathAt(at, facts.type), facts, at + BLOCK_SIZE);
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
    checkFacts(facts, path);
    this.#order.add(path);
    this.#count += 1;
    const { length } = this.#content;
    const end = start + facts.size;
    this.#isOpen = end > length;
    if (this.#isOpen && !this.#place.continued) throw invalid2(path, `${facts.size} bytes do not fit into its frame`);
    if (facts.type === FILE) this.#sink.file(path, facts, start, Math.min(end, length));
    else if (facts.type === DIRECTORY) this.#sink.directory(path, facts);
    else this.#sink.symlink(path, facts.target);
    this.#at = end + padding(facts.size);
    if (!this.#isOpen && this.#at > length) throw invalid2(path, "its padding does not fit into its frame");
  }
  #pathAt(at, type) {
    const canBeNeighbour = this.#known.length > 0 && type !== DIRECTORY;
    const name = canBeNeighbour ? decodeNameIn(this.#known, this.#headers, at) : void 0;
    if (name === void 0 || isDots(name)) return this.#split(decodePath(this.#headers, at), type);
    return { directory: this.#directory, name };
  }
  /** Checks a whole path, and remembers the directory. */
  #split(path, type) {
    const { prefix } = this.#place;
    const below = checkPath(path, type, prefix);
    const name = below.lastIndexOf("/", below.length - 2) + 1;
    if (name !== this.#directory.length || !below.startsWith(this.#directory)) {
      this.#directory = asByteString(below.slice(0, name));
      this.#known = Buffer.from(prefix + this.#directory, "latin1");
    }
    return { directory: this.#directory, name: asByteString(below.slice(name)) };
  }
};
var NOTHING = asByteString("");
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
  const merged = { ...facts, size: records.size ?? facts.size, mtime: records.mtime ?? facts.mtime, target };
  if (merged.size < 0) throw broken("its PAX records give it a size below zero");
  return { path, merged, start: behind + BLOCK_SIZE };
}
function factsAt(headers, at) {
  if (at + BLOCK_SIZE > headers.bytes.length)
    throw new BundleError("ENTRY_INVALID", "Cannot read tar header: the frame ends in it");
  return decodeFacts(headers, at);
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
    throw invalid2(path, `its type is ${JSON.stringify(type)}, expected a file, a directory or a symlink`);
  }
  if (mode > 4095) throw invalid2(path, "its mode has more than 12 bits");
  if (Math.abs(mtime) > MAX_TIME) throw invalid2(path, "its time is out of range");
  if (type !== FILE && size !== 0) throw invalid2(path, `${size} bytes, expected none`);
  if (type === SYMLINK) checkSymlink(joinPath(path), target);
  else if (target !== "") throw invalid2(path, "it has a link target, expected none");
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
function invalid2(path, what) {
  return new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(joinPath(path))}: ${what}`);
}

// src/archive/entry-writer.ts
var EntryWriter = class {
  #content;
  #target;
  #places;
  #unfinished;
  #symlinks = [];
  #modes = [];
  constructor(content, target) {
    this.#content = content;
    this.#target = target;
  }
  directory(path, { mode }) {
    const target = this.#target;
    if (target === void 0) return;
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
    if (target === void 0) return;
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
  }
  left() {
    return { unfinished: this.#unfinished, symlinks: this.#symlinks, modes: this.#modes };
  }
};
function makeDirectory(directory, target) {
  const own = asByteString(`${toByteString(target.directory)}/${directory}`);
  if (!target.made.has(own)) {
    writing(own, (path) => mkdirSync2(path, { recursive: true }));
    target.made.add(own);
  }
  const others = enterTargets(target.links, directory, target.made).map(
    ({ content, below }) => asByteString(`${content}/${below}`)
  );
  return { directory, own, others, isPlain: [own, ...others].every(isAscii) };
}

// src/archive/unpack-tree.ts
function frameUnpacker() {
  let source;
  let input = Buffer.alloc(0);
  let made = { target: "", directories: /* @__PURE__ */ new Set() };
  const close = () => {
    if (source !== void 0) closeSync2(source.fd);
    source = void 0;
  };
  const openSource = (run, path) => {
    if (source?.run !== run) made = { target: "", directories: /* @__PURE__ */ new Set() };
    if (source?.run !== run || source.path !== path) {
      close();
      const fd = reading(path, () => openSync2(path, constants2.O_RDONLY));
      source = { run, path, fd };
    }
    return source.fd;
  };
  const read = ({ run, source: files }, { offset, size }, bytes) => {
    let done = 0;
    for (const range of rangesOf(files, offset, size)) {
      const piece = bytes.subarray(done, done + range.length);
      readFully(openSource(run, range.path), piece, range.offset, range.path);
      done += range.length;
    }
  };
  return {
    close,
    unpack: (task) => task.frames.map((frame) => {
      if (input.length < frame.size) input = Buffer.allocUnsafeSlow(frame.size);
      const bytes = input.subarray(0, frame.size);
      read(task, frame, bytes);
      if (frame.target !== void 0 && made.target !== frame.target) {
        made = { target: frame.target, directories: /* @__PURE__ */ new Set() };
      }
      return located(frame, () => unpackFrame(frame, bytes, task.umask, made.directories));
    })
  };
}
function decodeChecked(frame, bytes) {
  const digest = digestOfBytes(bytes);
  if (digest !== frame.digest) throw damaged(`its digest is ${digest}, expected ${frame.digest}`);
  return decodeFrame(bytes, frame.contentSize);
}
function unpackFrame(frame, bytes, umask, made) {
  const content = decodeChecked(frame, bytes);
  try {
    return frame.piece === void 0 ? unpackEntries(frame, content, umask, made) : unpackPiece(frame, frame.piece, content);
  } finally {
    release(content);
  }
}
function unpackEntries(frame, content, umask, made) {
  const { target: directory, links, directoryMode, prefix, continued, isLast } = frame;
  const target = directory === void 0 ? void 0 : { directory, links, directoryMode, umask, made };
  const writer = new EntryWriter(content, target);
  const { count, order } = readEntries(content, { prefix, continued, isLast }, writer);
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
  return { count: 0, order: new OrderCheck().finish(), unfinished: void 0, symlinks: [], modes: [] };
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

export {
  finishFile,
  reading,
  writing,
  leavesRoot,
  depthOf,
  checkSegments,
  checkPathLength,
  linkPrefix,
  linkFile,
  linkSymlink,
  linkDirectory,
  joinPath,
  joinOrder,
  enterTargets,
  readEntries,
  checkFileEnd,
  frameUnpacker,
  decodeChecked,
  located
};
