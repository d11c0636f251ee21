import {
  decodeFrame,
  digestOfBytes
} from "./chunk-2WQ5WNEA.mjs";
import {
  decodeFacts,
  decodeNameIn,
  decodePath,
  headerBytes
} from "./chunk-656FN2VF.mjs";
import {
  BLOCK_SIZE,
  DIRECTORY,
  END_SIZE,
  FILE,
  NAME_WIDTH,
  PAX_RECORDS,
  PREFIX,
  SYMLINK,
  asByteString,
  encodeEntry,
  headerTemplate,
  isAscii,
  isValidUtf8,
  padding,
  quoteBytes
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_DEPTH,
  MAX_NAME,
  MAX_PATH,
  MAX_PAX,
  MAX_TARGET
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/tar/entry-path.ts
function joinPath({ directory, name }) {
  return asByteString(directory + name);
}
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
  return new BundleError("PATH_UNSAFE", `Cannot use path ${quoteBytes(path)}: ${what}`);
}
function over(path, what) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot use path ${shortened(path)}: ${what}`);
}
function shortened(path) {
  return path.length > 200 ? `${quoteBytes(path.slice(0, 200))}\u2026` : quoteBytes(path);
}

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
  const what = path === last ? "it occurs twice" : `it comes after ${quoteBytes(last)}, expected ascending order`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quoteBytes(path)}: ${what}`);
}
function withoutDirectory(path) {
  const what = `there is no entry for its directory ${quoteBytes(path.directory)}`;
  return new BundleError("ENTRY_INVALID", `Cannot use path ${quoteBytes(joinPath(path))}: ${what}`);
}
function lacking(path) {
  return new BundleError("ENTRY_INVALID", `Cannot use layer: it has no ${path}`);
}
function belowFile(path, file) {
  return new BundleError(
    "ENTRY_INVALID",
    `Cannot use path ${quoteBytes(path)}: ${quoteBytes(file)} is not a directory`
  );
}

// src/archive/worker/located-frame.ts
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
var SLASH = 47;
function checkNameForm({ bytes }, at, length) {
  const prefix = at + PREFIX;
  const isSplit = bytes[prefix] !== 0;
  if (length <= NAME_WIDTH) {
    if (isSplit) throw invalidForm("its path is split, and would fit into the name");
    return;
  }
  let name = 0;
  while (name < NAME_WIDTH && bytes[at + name] !== 0) name++;
  const above = length - name - 1;
  let slash = above - 1;
  while (slash > 0 && bytes[prefix + slash] !== SLASH) slash--;
  if (slash > 0 && length - slash - 1 <= NAME_WIDTH) throw invalidForm("its path is split in another place");
}
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
    if (key in found) throw invalidRecords(`${quoteBytes(asByteString(key))} occurs twice`);
    if (!PAX_KEYS.has(key)) throw invalidRecords(`${quoteBytes(asByteString(key))} is unknown`);
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
  /** True if these bytes are ASCII. */
  #isPlain = true;
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
      if (!isAscii(facts.target)) throw invalidEntry(path, "its target is not ASCII, and not in PAX records");
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
    if (this.#isOpen && this.#count > 1) throw invalidEntry(path, "the frame that begins it has other entries too");
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
    const canBeNeighbour = this.#directory !== "" && this.#isPlain && type !== DIRECTORY;
    const name = canBeNeighbour ? decodeNameIn(this.#known, this.#headers, at) : void 0;
    if (name === void 0 || isDots(name)) return this.#wholePathAt(at, type);
    checkNameForm(this.#headers, at, this.#known.length + name.length);
    return { directory: this.#directory, name };
  }
  #wholePathAt(at, type) {
    const path = decodePath(this.#headers, at);
    const split = this.#split(path, type);
    if (!isAscii(path)) throw invalidEntry(split, "its path is not ASCII, and not in PAX records");
    checkNameForm(this.#headers, at, path.length);
    return split;
  }
  /** Checks a whole path, and remembers its directory: of the next entries in it only the name is checked. */
  #split(path, type) {
    const { prefix } = this.#place;
    const below = checkPath(path, type, prefix);
    const name = below.lastIndexOf("/", below.length - 2) + 1;
    if (name !== this.#directory.length || !below.startsWith(this.#directory)) {
      this.#directory = asByteString(below.slice(0, name));
      this.#known = Buffer.from(prefix + this.#directory, "latin1");
      this.#isPlain = isAscii(prefix + this.#directory);
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
  const broken = (what) => new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(decodePath(headers, at))}: ${what}`);
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
    throw new BundleError(
      "PATH_UNSAFE",
      `Cannot use path ${quoteBytes(path)}: expected one below ${quoteBytes(prefix)}`
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
  const unsafe2 = (what) => new BundleError("PATH_UNSAFE", `Cannot use symlink ${quoteBytes(path)} to ${quoteBytes(target)}: ${what}`);
  if (target.length > MAX_TARGET) {
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot use symlink ${quoteBytes(path)}: a target of ${target.length} bytes`
    );
  }
  if (target === "" || target.includes("\0")) throw unsafe2("no path");
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot use symlink ${quoteBytes(path)}: not UTF-8`);
  if (leavesRoot(target, depthOf(path) - 1)) throw unsafe2("it leaves its tree");
}
function invalidEntry(path, what) {
  return new BundleError("ENTRY_INVALID", `Cannot use entry ${quoteBytes(joinPath(path))}: ${what}`);
}

// src/archive/worker/decode-frame.ts
function decodeAlone(frame, bytes) {
  checkDigest(frame, bytes);
  return decodeFrame(bytes, frame.contentSize);
}
function checkDigest({ digest }, bytes) {
  const found = digestOfBytes(bytes);
  if (found !== digest)
    throw new BundleError("FRAME_INVALID", `Cannot use frame: its digest is ${found}, expected ${digest}`);
}

export {
  joinPath,
  leavesRoot,
  depthOf,
  checkSegments,
  checkPathLength,
  OrderCheck,
  joinOrder,
  located,
  readEntries,
  checkFileEnd,
  decodeAlone,
  checkDigest
};
