import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkPathLength,
  depthOf,
  enterTargets,
  finishFile,
  frameUnpacker,
  leavesRoot,
  linkDirectory,
  linkFile,
  linkSymlink,
  reading,
  writing
} from "./chunk-YPJVJPDH.mjs";
import {
  DIRECTORY,
  FILE,
  FRAME_CONTENT,
  MAX_DEPTH,
  SYMLINK,
  asByteString,
  digestOfBytes,
  encodeEntry,
  encodeFrame,
  headerSize,
  isAscii,
  isValidUtf8,
  padding,
  quote,
  release,
  toByteString,
  toFsPath
} from "./chunk-YXWEVAZE.mjs";
import {
  asFailure,
  errnoOf
} from "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/archive/finish-tree.ts
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
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
      writing(asByteString(`${root}/${directory}`), (at) => mkdirSync(at, { recursive: true }));
      places = enterTargets(links, directory, made);
    }
    writing(asByteString(`${root}/${path}`), (at) => symlinkSync(toFsPath(to), at));
    for (const { content, below } of places) linkSymlink(content, asByteString(below + path.slice(slash)), to);
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

// src/archive/link-tree.ts
import { readdirSync, readlinkSync } from "node:fs";
function linkTree({ items, budget }) {
  const open2 = items.toReversed();
  let left = budget;
  for (let item = open2.pop(); item !== void 0; item = open2.pop()) {
    const children = readingPath(item.from, (path) => readdirSync(path, { encoding: "latin1", withFileTypes: true }));
    left -= children.length + 1;
    if (item.strip > 0) open2.push(...stripped(item, children));
    else open2.push(...merge(item, children));
    if (left <= 0) break;
  }
  return open2.toReversed();
}
function stripped(item, children) {
  return children.filter((child) => child.isDirectory()).map((child) => ({ ...item, from: asByteString(`${item.from}/${child.name}`), strip: item.strip - 1 }));
}
function merge(item, children) {
  const { content, to } = item;
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
      subdirectories.push({ content, from, to: asByteString(`${to}${name}/`), strip: 0, isTop: false });
    } else if (child.isSymbolicLink()) {
      const target = readingPath(asByteString(source + name), (path) => readlinkSync(path, "latin1"));
      linkSymlink(content, asByteString(to + name), asByteString(target));
    }
  }
  return subdirectories;
}
function makeDirectories({ content, to, isTop }) {
  let slash = isTop ? to.indexOf("/") : to.length - 1;
  for (; slash > 0; slash = to.indexOf("/", slash + 1)) linkDirectory(asByteString(`${content}/${to.slice(0, slash)}`));
}
function readingPath(path, read) {
  return reading(quote(path), () => read(toFsPath(path)));
}

// src/archive/pack-tree.ts
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

// src/archive/entry-list.ts
var FILE_ENTRY = 0;
var DIRECTORY_ENTRY = 1;
var SYMLINK_ENTRY = 2;
var DOCUMENT_ENTRY = 3;
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
function recordSizeAt(list, at) {
  return {
    end: at + FIXED + list.readUInt32LE(at + 4) + list.readUInt32LE(at + 8),
    headerSize: list.readUInt32LE(at + 12),
    size: list.readDoubleLE(at + 16)
  };
}
function* decodeRecords(list) {
  const from = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
  const view = viewOf(list);
  for (let at = 0; at < from.length; ) {
    const path = at + FIXED;
    const payload = path + view.getUint32(at + 4, true);
    const end = payload + view.getUint32(at + 8, true);
    yield {
      kind: view.getUint16(at, true),
      path: asByteString(from.toString("latin1", path, payload)),
      mode: view.getUint16(at + 2, true),
      size: view.getFloat64(at + 16, true),
      mtime: view.getFloat64(at + 24, true),
      nanoseconds: view.getUint32(at + 32, true),
      headerSize: view.getUint32(at + 12, true),
      // Nearly every entry is a file, which has none.
      payload: end > payload ? from.subarray(payload, end) : NOTHING
    };
    at = end;
  }
}
var NOTHING = new Uint8Array(0);
function splitTime(time) {
  const rest = (time % SECOND + SECOND) % SECOND;
  return { mtime: Number((time - rest) / SECOND), nanoseconds: Number(rest) };
}
var SECOND = 1000000000n;

// src/archive/pack-tree.ts
function framePacker() {
  let buffer;
  return ({ frames, level, slot }) => {
    buffer ??= Buffer.allocUnsafeSlow(FRAME_CONTENT);
    const content = buffer;
    const output = new Uint8Array(slot);
    let at = 0;
    return frames.map((frame) => {
      fill(content, frame);
      const bytes = encodeFrame(content.subarray(0, frame.contentSize), level);
      output.set(bytes, at);
      const { contentSize, fileOffset } = frame;
      const size = bytes.byteLength;
      const digest = digestOfBytes(bytes);
      at += size;
      release(bytes);
      return { size, contentSize, digest, ...fileOffset !== void 0 && { fileOffset } };
    });
  };
}
function fill(content, frame) {
  const prefix = toByteString(frame.prefix);
  let at = 0;
  for (const record of decodeRecords(frame.records)) {
    if (frame.fileOffset === void 0) at = encodeEntry(headerOf(prefix, record), content, at);
    const offset = frame.fileOffset ?? 0;
    const length = Math.min(record.size - offset, frame.contentSize - at);
    if (record.kind === FILE_ENTRY) readFile(frame, record, content, at, offset, length);
    else if (record.kind === DOCUMENT_ENTRY)
      content.set(record.payload.subarray(offset, offset + length), at);
    const end = at + length;
    at = Math.min(end + padding(record.size), frame.contentSize);
    content.fill(0, end, at);
  }
  content.fill(0, at, frame.contentSize);
}
var TYPES = { [FILE_ENTRY]: FILE, [DOCUMENT_ENTRY]: FILE, [DIRECTORY_ENTRY]: DIRECTORY, [SYMLINK_ENTRY]: SYMLINK };
var NONE = asByteString("");
function headerOf(prefix, { kind, path, mode, size, mtime, payload }) {
  const target = kind === SYMLINK_ENTRY ? asByteString(payload.toString("latin1")) : NONE;
  return {
    path: asByteString(prefix + path),
    type: TYPES[kind],
    mode,
    size,
    mtime,
    target
  };
}
function readFile(frame, record, to, at, offset, length) {
  const path = onDisk(frame, record.path);
  const fd = open(path);
  try {
    const found = readUpTo(fd, to, at, length, offset);
    if (found !== length || !isAsPlanned(fstatSync(fd, { bigint: true }), record)) throw changed(path);
  } catch (error) {
    throw errnoOf(error) === "EISDIR" ? changed(path, error) : asFailure(error, `read ${quote(path)}`);
  } finally {
    closeSync(fd);
  }
}
function isAsPlanned({ size, mtimeNs }, record) {
  const { mtime, nanoseconds } = splitTime(mtimeNs);
  return Number(size) === record.size && mtime === record.mtime && nanoseconds === record.nanoseconds;
}
function onDisk({ directory }, path) {
  if (directory === void 0) throw new Error("a file of a tree without a directory");
  const inside = toByteString(directory.name).length;
  return asByteString(toByteString(directory.path) + path.slice(inside));
}
function open(path) {
  try {
    return openSync(toFsPath(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const number = errnoOf(error);
    if (number === "ENOENT" || number === "ELOOP" || number === "ENOTDIR") throw changed(path, error);
    throw asFailure(error, `read ${quote(path)}`);
  }
}
function readUpTo(fd, to, at, length, offset) {
  let done = 0;
  while (done < length) {
    const count = readSync(fd, to, at + done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
function changed(path, cause) {
  return new BundleError("FILE_CHANGED", `Cannot read ${quote(path)}: it changed while it was exported`, { cause });
}

// src/archive/walk-tree.ts
import { accessSync, constants as constants2, lstatSync, readdirSync as readdirSync2, readlinkSync as readlinkSync2 } from "node:fs";
function walkTree(task) {
  const walk = {
    root: toByteString(task.root),
    prefix: toByteString(task.prefix),
    inside: toByteString(`${task.name}/`),
    list: entryList(),
    mayReadAll: process.geteuid?.() === 0,
    budget: task.budget
  };
  const directories = task.directories.map((directory) => {
    const pieces = [];
    if (directory === "") addRoot(walk);
    walkDirectory(walk, directory, pieces);
    push(pieces, walk.list.take());
    return pieces;
  });
  return { directories, entryCount: task.budget - walk.budget };
}
function walkDirectory(walk, directory, pieces) {
  if (walk.budget <= 0) {
    push(pieces, walk.list.take());
    pieces.push(directory);
    return;
  }
  if (depthOf(directory) > MAX_DEPTH) throw tooDeep(onDisk2(walk, directory));
  for (const { key, kind, facts } of childrenOf(walk, directory)) {
    const path = asByteString(directory + key);
    if (kind === "a file") addFile(walk, path, facts);
    else if (kind === "a directory") {
      add(walk, DIRECTORY_ENTRY, path, { ...WITHOUT_CONTENT, mode: facts.mode }, NONE2);
      walkDirectory(walk, path, pieces);
    } else if (kind === "a symlink") addSymlink(walk, path);
    else throw unsupported(onDisk2(walk, path), `it is ${kind}`);
  }
}
function childrenOf(walk, directory) {
  const names = doing(onDisk2(walk, directory), (path) => readdirSync2(path, "latin1"));
  walk.budget -= names.length;
  const children = names.map((name) => {
    const path = onDisk2(walk, asByteString(directory + name));
    if (!isValidUtf8(asByteString(name))) {
      throw new BundleError("NAME_INVALID", `Cannot read ${quote(path)}: its name is not UTF-8`);
    }
    const stats = doing(path, (file) => lstatSync(file, { bigint: true }));
    return { key: stats.isDirectory() ? `${name}/` : name, kind: kindOf(stats), facts: factsOf(stats) };
  });
  return children.toSorted((a, b) => a.key < b.key ? -1 : 1);
}
function addRoot(walk) {
  const stats = doing(walk.root, (path) => lstatSync(path, { bigint: true }));
  if (!stats.isDirectory()) throw unsupported(walk.root, `it is ${kindOf(stats)}, expected a directory`);
  add(walk, DIRECTORY_ENTRY, NONE2, { ...WITHOUT_CONTENT, mode: modeOf(stats) }, NONE2);
}
function addFile(walk, path, facts) {
  if (!walk.mayReadAll && (facts.mode & 292) !== 292) {
    doing(onDisk2(walk, path), (file) => accessSync(file, constants2.R_OK));
  }
  add(walk, FILE_ENTRY, path, facts, NONE2);
}
function addSymlink(walk, path) {
  const target = asByteString(doing(onDisk2(walk, path), (file) => readlinkSync2(file, "latin1")));
  const what = `it is a symlink to ${quote(target)}`;
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot read ${quote(path)}: ${what}, not UTF-8`);
  if (leavesRoot(target, depthOf(path))) throw unsupported(onDisk2(walk, path), `${what}, which leaves its layer`);
  add(walk, SYMLINK_ENTRY, path, { ...WITHOUT_CONTENT, mode: 511 }, target);
}
var WITHOUT_CONTENT = { size: 0, mtime: 0, nanoseconds: 0 };
function factsOf(stats) {
  const { mtime, nanoseconds } = splitTime(stats.mtimeNs);
  return { mode: modeOf(stats), size: Number(stats.size), mtime, nanoseconds };
}
function modeOf(stats) {
  return Number(stats.mode) & 4095;
}
function add(walk, kind, path, facts, payload) {
  const below = asByteString(walk.inside + path);
  const full = asByteString(walk.prefix + below);
  checkPathLength(full);
  const { mode, size, mtime, nanoseconds } = facts;
  walk.list.add({ kind, path: below, mode, size, mtime, nanoseconds, headerSize: headerSize(full, payload), payload });
}
var NONE2 = asByteString("");
function onDisk2(walk, path) {
  return asByteString(path === "" ? walk.root : `${walk.root}/${path}`);
}
function push(pieces, records) {
  if (records !== void 0) pieces.push(records);
}
function doing(path, read) {
  try {
    return read(toFsPath(path));
  } catch (error) {
    throw asFailure(error, `read ${quote(path)}`);
  }
}
function kindOf(stats) {
  if (stats.isFile()) return "a file";
  if (stats.isDirectory()) return "a directory";
  if (stats.isSymbolicLink()) return "a symlink";
  if (stats.isFIFO()) return "a named pipe";
  return stats.isSocket() ? "a socket" : "a device";
}
function unsupported(path, what) {
  return new BundleError("FILE_UNSUPPORTED", `Cannot export ${quote(path)}: ${what}`);
}
function tooDeep(path) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot export ${quote(path)}: it lies over ${MAX_DEPTH} directories deep`);
}

// src/archive/tasks.ts
function performer() {
  const pack = framePacker();
  const unpacker = frameUnpacker();
  return {
    close: unpacker.close,
    perform(task) {
      switch (task.kind) {
        case "walk":
          return walkTree(task);
        case "pack":
          return pack(task);
        case "unpack":
          return unpacker.unpack(task);
        case "symlinks":
          makeSymlinks(task);
          return null;
        case "finish":
          finishTree(task);
          return null;
        case "link":
          return linkTree(task);
      }
    }
  };
}
function encodeFailure(error) {
  if (!(error instanceof Error))
    return { code: void 0, message: String(error), hint: "", stack: void 0, cause: void 0 };
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
  DOCUMENT_ENTRY,
  entryList,
  recordSizeAt,
  performer,
  encodeFailure,
  decodeFailure
};
