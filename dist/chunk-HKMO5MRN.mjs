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
  decodeFrame,
  digestOfBytes,
  headerDecoder,
  isAscii,
  isValidUtf8,
  padding,
  quote,
  rangesOf,
  release,
  toByteString,
  toFsPath
} from "./chunk-ZK6QIAYL.mjs";
import {
  asFailure,
  errnoOf
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/archive/unpack-tree.ts
import { closeSync as closeSync2, constants as constants2, mkdirSync, openSync as openSync2 } from "node:fs";

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
function writing(path, write, at = toFsPath(path)) {
  try {
    write(at);
  } catch (error) {
    const number = errnoOf(error);
    if (number === "EEXIST" || number === "ENOTDIR" || number === "ELOOP") {
      throw new BundleError("ENTRY_INVALID", `Cannot write ${quote(path)}: another entry is in its way`, {
        cause: error
      });
    }
    throw asFailure(error, `write ${quote(path)}`);
  }
}

// src/archive/entry-order.ts
function checkOrder() {
  let first;
  let last;
  const open = [];
  const candidates = [];
  const parents = [];
  return {
    add(path, isDirectory) {
      if (last === void 0) {
        first = path;
        candidates.push(...possibleParents(path));
      } else if (path <= last) throw outOfOrder(path, last);
      last = path;
      keepPrefixes(open, path);
      for (const file of open) if (path[file.length] === "/") throw belowFile(path, file);
      if (!isDirectory) open.push(path);
      for (let i = candidates.length - 1; i >= 0; i--) {
        const parent = candidates[i];
        if (path.startsWith(`${parent}/`)) {
          parents.push(parent);
          candidates.splice(i, 1);
        }
      }
    },
    finish: () => ({ first, last, open, parents })
  };
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
    if (length <= 2 && path[start] === "." && (length === 1 || path[start + 1] === ".")) {
      throw unsafe(path, `it has a segment "${path.slice(start, end)}"`);
    }
    if (length > MAX_NAME) throw over(path, `a name of ${length} bytes, expected at most ${MAX_NAME}`);
    if (depth > MAX_DEPTH) throw over(path, `too many directories, expected at most ${MAX_DEPTH}`);
    start = end + 1;
  }
  if (path.includes("\0")) throw unsafe(path, "it has a NUL");
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
  const order = checkOrder();
  const checkPath = pathCheck(place.prefix);
  const decode = headerDecoder(content);
  let count = 0;
  let at = 0;
  let unfinished = false;
  while (at < content.length && !unfinished) {
    const next = nextHeader(content, at, decode);
    if (next === void 0) {
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
    if (unfinished && !place.continued) throw invalid2(header, `${header.size} bytes do not fit into its frame`);
    if (header.type === FILE) sink.file(path, header, start, Math.min(end, content.length));
    else if (header.type === DIRECTORY) sink.directory(path, header);
    else sink.symlink(path, header.target);
    at = end + padding(header.size);
    if (!unfinished && at > content.length) throw invalid2(header, "its padding does not fit into its frame");
  }
  if (place.isLast) throw new BundleError("ENTRY_INVALID", "Cannot read tar: it has no end");
  if (place.continued && !unfinished) throw new BundleError("FRAME_INVALID", "Cannot continue a file: it was complete");
  return finish();
  function finish() {
    return { count, order: order.finish() };
  }
}
function checkFileEnd(content, at, size, isLast) {
  const end = at + padding(size);
  if (end + (isLast ? END_SIZE : 0) !== content.length || !isZero(content, at, content.length)) {
    throw new BundleError("ENTRY_INVALID", "Cannot read tar: something follows a file in the frame that ends it");
  }
}
function nextHeader(content, at, decode) {
  const block = headerAt(content, at, decode);
  if (block === void 0) return void 0;
  if (block.type !== PAX_RECORDS) return { header: block, start: at + BLOCK_SIZE };
  if (block.size > MAX_PAX) {
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read tar header: ${block.size} bytes of PAX records, expected at most ${MAX_PAX}`
    );
  }
  const body = at + BLOCK_SIZE;
  const behind = body + block.size + padding(block.size);
  if (behind > content.length) throw invalid2(block, "its PAX records do not fit into the frame");
  const records = decodePax(asByteString(content.toString("latin1", body, body + block.size)));
  const header = headerAt(content, behind, decode);
  if (header === void 0 || header.type === PAX_RECORDS) throw invalid2(block, "no entry follows its PAX records");
  const merged = { ...header, ...records };
  if (merged.size < 0) throw invalid2(merged, "its size is below zero");
  return { header: merged, start: behind + BLOCK_SIZE };
}
function headerAt(content, at, decode) {
  if (at + BLOCK_SIZE > content.length)
    throw new BundleError("ENTRY_INVALID", "Cannot read tar header: the frame ends in it");
  return decode(at);
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
function pathCheck(prefix) {
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
var MAX_TIME = 864e10;
function checkHeader(header, path) {
  const { type, size, target, mode, mtime } = header;
  if (type !== FILE && type !== DIRECTORY && type !== SYMLINK) {
    throw invalid2(header, `its type is ${JSON.stringify(type)}, expected a file, a directory or a symlink`);
  }
  if (mode > 4095) throw invalid2(header, "its mode has more than 12 bits");
  if (Math.abs(mtime) > MAX_TIME) throw invalid2(header, "its time is out of range");
  if (type !== FILE && size !== 0) throw invalid2(header, `${size} bytes, expected none`);
  if (type === SYMLINK) checkSymlink(header, path);
  else if (target !== "") throw invalid2(header, "it has a link target, expected none");
}
function checkSymlink({ target }, path) {
  const unsafe2 = (what) => new BundleError("PATH_UNSAFE", `Cannot use symlink ${quote(path)} to ${quote(target)}: ${what}`);
  if (target.length > MAX_TARGET) {
    throw new BundleError("LIMIT_EXCEEDED", `Cannot use symlink ${quote(path)}: a target of ${target.length} bytes`);
  }
  if (target === "" || target.includes("\0")) throw unsafe2("no path");
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot use symlink ${quote(path)}: not UTF-8`);
  if (leavesRoot(target, depthOf(path) - 1)) throw unsafe2("it leaves its tree");
}
function invalid2({ path }, what) {
  return new BundleError("ENTRY_INVALID", `Cannot use entry ${quote(path)}: ${what}`);
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
  const symlinks = [];
  const modes = [];
  let unfinished;
  const root = frame.target === void 0 ? void 0 : toByteString(frame.target);
  const makeDirectory = (directory) => {
    if (made.has(directory)) return;
    writing(asByteString(directory), (path) => mkdirSync(path, { recursive: true }));
    made.add(directory);
  };
  let parent = "";
  let isPlain = true;
  const placeOf = (path) => {
    const slash = path.lastIndexOf("/");
    if (slash !== parent.length || !path.startsWith(parent)) {
      parent = path.slice(0, slash);
      isPlain = isAscii(parent);
      makeDirectory(parent);
    }
    return isPlain && isAscii(path.slice(slash)) ? path : toFsPath(path);
  };
  const sink = {
    directory(path, { mode }) {
      if (root === void 0) return;
      makeDirectory(`${root}/${path.slice(0, -1)}`);
      if (mode !== frame.directoryMode) modes.push([path, mode]);
    },
    file(path, header, start, end) {
      if (end - start < header.size) {
        const { size, mode, mtime } = header;
        unfinished = { path, size, mode, mtime, held: end - start };
      }
      if (root === void 0) return;
      const file = asByteString(`${root}/${path}`);
      const place = placeOf(file);
      const whole = end - start === header.size ? header : void 0;
      writing(file, (at) => createFile(at, { content, start, end }, whole, umask), place);
    },
    symlink: (path, target) => {
      symlinks.push([path, target]);
    }
  };
  const { prefix, continued, isLast } = frame;
  const { count, order } = readEntries(content, { prefix, continued, isLast }, sink);
  return { count, order, unfinished, symlinks, modes };
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
  return { count: 0, order: checkOrder().finish(), unfinished: void 0, symlinks: [], modes: [] };
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
  leavesRoot,
  depthOf,
  checkSegments,
  checkPathLength,
  joinOrder,
  finishFile,
  writing,
  readEntries,
  checkFileEnd,
  frameUnpacker,
  decodeChecked,
  located
};
