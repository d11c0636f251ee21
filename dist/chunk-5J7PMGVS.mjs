import {
  checkFrameTable_144
} from "./chunk-LYFCKQXY.mjs";
import {
  CONTENT_AT,
  DIRECTORY_ENTRY,
  DOCUMENT_ENTRY,
  FILE_ENTRY,
  HARD_LINK_ENTRY,
  PackagePaths,
  RECORDS_AT,
  RecordReader,
  SYMLINK_ENTRY,
  UMASK_MODES,
  decodeFailure,
  directoryModes,
  entryList,
  linkPrefix,
  placeBelow,
  taskRunner,
  unpackPiece,
  withDirectoryMode
} from "./chunk-VQWXHXW4.mjs";
import {
  checkPathLength,
  checkSegments,
  depthOf,
  joinOrder,
  leavesRoot,
  located
} from "./chunk-ZRUH5ZQN.mjs";
import {
  FRAME_CONTENT,
  frameRoom
} from "./chunk-2WQ5WNEA.mjs";
import {
  END_SIZE,
  asByteString,
  headerSize,
  isAscii,
  padding,
  quoteBytes,
  toByteString,
  toText
} from "./chunk-2BLSIOJA.mjs";
import {
  ENTRY_OVERHEAD,
  MAX_BLOB_CONTENT,
  MAX_DOCUMENT,
  MAX_DOCUMENTS,
  MAX_ENTRIES,
  MAX_FRAME_CONTENT,
  MAX_MODE_TEXT,
  MAX_SYMLINK_TEXT
} from "./chunk-M77KPOTZ.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/archive/engine/schedule.ts
var LOOKAHEAD = 32;
function step(task, done, ready) {
  return {
    ...ready !== void 0 && { ready },
    start: async (executor) => done(await executor.run(typeof task === "function" ? task() : task))
  };
}
async function runSteps(executor, queue, { atATime = executor.depth, lookahead = LOOKAHEAD } = {}) {
  const underWay = /* @__PURE__ */ new Set();
  const arrived = [];
  const failures = [];
  const waiting = /* @__PURE__ */ new Set();
  let changed = Promise.withResolvers();
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const fail = (error) => void failures.push(error);
  const wait = (next, ready) => {
    waiting.add(next);
    const arrive = () => void arrived.push(next);
    void ready.then(arrive, fail).finally(() => {
      waiting.delete(next);
      tell();
    });
  };
  const takeReady = () => {
    const first = arrived.shift();
    if (first !== void 0) return first;
    while (waiting.size < lookahead || queue[0]?.ready === void 0) {
      const next = queue.shift();
      const ready = next?.ready?.();
      if (next === void 0 || ready === void 0) return next;
      wait(next, ready);
    }
    return void 0;
  };
  const start = (next) => {
    const running = next.start(executor).catch(fail).finally(() => {
      underWay.delete(running);
      tell();
    });
    underWay.add(running);
  };
  for (; ; ) {
    try {
      while (failures.length === 0 && underWay.size < atATime) {
        const next = takeReady();
        if (next === void 0) break;
        start(next);
      }
    } catch (error) {
      fail(error);
    }
    if (underWay.size === 0 && (failures.length > 0 || waiting.size === 0)) break;
    await changed.promise;
  }
  if (failures.length > 0) throw failures[0];
}
var SHARE = 64;
function shares(items, depth) {
  const size = Math.min(SHARE, Math.ceil(items.length / depth));
  return Array.from(
    { length: Math.ceil(items.length / Math.max(1, size)) },
    (_, i) => items.slice(i * size, (i + 1) * size)
  );
}
async function* inOrder(jobs, depth, start) {
  const underWay = [];
  let started = 0;
  try {
    for await (const job of jobs) {
      const place = started % depth;
      const result = start(job, place);
      result.catch(() => void 0);
      underWay.push({ job, place, result });
      started += 1;
      const first = underWay.length === depth ? underWay.shift() : void 0;
      if (first !== void 0) yield { ...first, result: await first.result };
    }
    for (let first = underWay.shift(); first !== void 0; first = underWay.shift())
      yield { ...first, result: await first.result };
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}

// src/archive/engine/shared-slots.ts
function sharedSlots(count, size) {
  const slots = [];
  return { count, at: (place) => slots[place] ??= new SharedArrayBuffer(size) };
}

// src/archive/engine/pack-trees.ts
var BATCH_CONTENT = FRAME_CONTENT / 4;
var BATCH_FRAMES = 64;
var SLOT = frameRoom(FRAME_CONTENT) + BATCH_FRAMES * frameRoom(0);
async function* packTrees(plans, level, executor) {
  const slots = sharedSlots(executor.depth, SLOT);
  const start = ({ frames }, place) => executor.run({ kind: "pack", level, slot: slots.at(place), frames });
  for await (const { job, place, result } of inOrder(inBatches(plans), slots.count, start)) {
    let at = 0;
    for (const [index, frame] of result.entries()) {
      yield { tree: job.trees[index] ?? 0, frame, bytes: new Uint8Array(slots.at(place), at, frame.size) };
      at += frame.size;
    }
  }
}
async function* streamTrees(frames, compression, executor) {
  const slots = sharedSlots(executor.width, CONTENT_AT + FRAME_CONTENT);
  let lists = [];
  const start = ({ frame, bytes }, place) => {
    const slot = slots.at(place);
    const { contentSize, fileOffset, records } = frame;
    let recordsSize = 0;
    for (const list of records) {
      new Uint8Array(slot).set(list, recordsSize);
      recordsSize += list.byteLength;
    }
    lists = freeOthers(lists, records);
    bytes.fill(frame, Buffer.from(slot, CONTENT_AT, contentSize));
    return executor.run({ kind: "stream", compression, slot, recordsSize, contentSize, fileOffset });
  };
  for await (const { job, place, result: size } of inOrder(frames, slots.count, start)) {
    const slot = slots.at(place);
    const content = new Uint8Array(slot, CONTENT_AT, job.frame.contentSize);
    yield { tree: job.tree, bytes: compression.kind === "none" ? content : new Uint8Array(slot, 0, size), content };
  }
}
function freeOthers(earlier, records) {
  const used = new Set(records.map(({ buffer }) => buffer));
  for (const { buffer } of earlier)
    if (!used.has(buffer) && buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
  return records;
}
function* inBatches(plans) {
  let trees = [];
  let frames = [];
  let content = 0;
  let index = 0;
  for (const plan of plans) {
    for (const frame of plan.frames) {
      if (content + frame.contentSize > BATCH_CONTENT || frames.length === BATCH_FRAMES) {
        if (frames.length > 0) yield { trees, frames };
        trees = [];
        frames = [];
        content = 0;
      }
      trees.push(index);
      frames.push(toPack(plan, frame));
      content += frame.contentSize;
    }
    index += 1;
  }
  if (frames.length > 0) yield { trees, frames };
}
function toPack({ tree }, { contentSize, fileOffset, records }) {
  const copy = new Uint8Array(Buffer.concat(records));
  return { prefix: tree.prefix, directory: tree.directory, contentSize, fileOffset, records: copy };
}

// src/archive/engine/compare-frames.ts
async function compareFrames(trees, executor, onProgress) {
  const found = trees.map(() => []);
  const alike = trees.map(({ plan, listed }) => {
    const moved = plan.frames.findIndex((frame, at) => !hasBorders(frame, listed[at]));
    return { ...plan, frames: moved === -1 ? plan.frames : plan.frames.slice(0, moved) };
  });
  let done = 0;
  for await (const { tree, frame } of packTrees(alike, void 0, executor)) {
    found[tree]?.push(frame);
    onProgress(done += frame.contentSize);
  }
  const matched = [];
  for (const [place, tree] of trees.entries())
    matched.push(await compareTreeFrames(tree, found[place] ?? [], executor));
  return matched;
}
async function compareTreeFrames({ plan, listed }, found, executor) {
  const moved = found.length !== listed.length || found.length !== plan.frames.length;
  const different = [];
  let otherUmask = false;
  for (const [at, frame] of listed.entries()) {
    if (frame.contentDigest === found[at]?.contentDigest) continue;
    const planned = plan.frames[at];
    const explained = !moved && planned !== void 0 && await fitsOtherUmask(plan, planned, frame.contentDigest, executor);
    if (explained) otherUmask = true;
    else different.push(at);
  }
  if (moved && different.length === 0) different.push(listed.length);
  return { different, moved, otherUmask };
}
function hasBorders(found, listed) {
  return found.contentSize === listed?.contentSize && found.fileOffset === listed.fileOffset;
}
async function fitsOtherUmask(plan, frame, wanted, executor) {
  const there = new Set(frame.records.flatMap((list) => [...directoryModes(list)]));
  const changes = [...there].filter((mode) => UMASK_MODES.includes(mode)).flatMap((from) => UMASK_MODES.filter((to) => to !== from).map((to) => [from, to]));
  const frames = changes.map(([from, to]) => ({
    ...frame,
    records: frame.records.map((list) => withDirectoryMode(list, from, to))
  }));
  if (frames.length === 0) return false;
  for await (const { frame: other } of packTrees([{ ...plan, frames }], void 0, executor))
    if (other.contentDigest === wanted) return true;
  return false;
}

// src/archive/engine/symlink-tree.ts
var Place = class {
  parent;
  children;
  /** Target, if it is a symlink. */
  target;
  /** Place that the symlink leads to in the end; undefined for a loop, or when it is not known yet. */
  end;
  /** Number of directories that the symlink goes on below `end`, where there are no symlinks. */
  below = 0;
  state = "new";
  constructor(parent) {
    this.parent = parent;
  }
};
var SymlinkTree = class {
  #root = new Place(void 0);
  add(path, target) {
    let at = this.#root;
    for (const segment of path.split("/")) {
      at.children ??= /* @__PURE__ */ new Map();
      let next = at.children.get(segment);
      if (next === void 0) {
        next = new Place(at);
        at.children.set(segment, next);
      }
      at = next;
    }
    at.target = target;
  }
  /** True when the added symlink at `path` leaves the root, by its text alone or through other symlinks. */
  leaves(path, target) {
    if (leavesRoot(target, depthOf(path))) return true;
    let link = this.#root;
    for (const segment of path.split("/")) link = link.children?.get(segment) ?? link;
    return link.state === "new" && !follow(link);
  }
};
function follow(first) {
  const open = [walkFrom(first)];
  for (let walk = open.at(-1); walk !== void 0; walk = open.at(-1)) {
    const stop = advance(walk);
    if (stop === "outside") return false;
    if (stop instanceof Place && stop.state === "new") {
      open.push(walkFrom(stop));
      continue;
    }
    walk.link.end = stop === "arrived" ? walk.at : void 0;
    walk.link.below = walk.below;
    walk.link.state = "known";
    open.pop();
  }
  return true;
}
function walkFrom(link) {
  link.state = "open";
  return { link, segments: (link.target ?? "").split("/"), next: 0, at: link.parent ?? link, below: 0 };
}
function advance(walk) {
  if (walk.link.target?.startsWith("/") === true) return "outside";
  for (; walk.next < walk.segments.length; walk.next++) {
    const segment = walk.segments[walk.next];
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (walk.below > 0) walk.below -= 1;
      else if (walk.at.parent === void 0) return "outside";
      else walk.at = walk.at.parent;
      continue;
    }
    const next = walk.below > 0 ? void 0 : walk.at.children?.get(segment);
    if (next === void 0) {
      walk.below += 1;
      continue;
    }
    if (next.target !== void 0 && next.end === void 0) return next;
    walk.at = next.end ?? next;
    walk.below = next.below;
  }
  return "arrived";
}
function findEscape(symlinks) {
  const tree = new SymlinkTree();
  for (const [path, target] of symlinks) tree.add(path, target);
  return symlinks.find(([path, target]) => tree.leaves(path, target));
}

// src/archive/engine/package-symlinks.ts
var MAX_FOLLOWED = 40;
var PackageSymlinks = class {
  #packages = /* @__PURE__ */ new Map();
  #size = 0;
  /** Counts the symlinks that are kept until the end. @throws BundleError `LIMIT_EXCEEDED` */
  count(symlinks) {
    for (const [path, target] of symlinks) this.#size += path.length + target.length + ENTRY_OVERHEAD;
    if (this.#size <= MAX_SYMLINK_TEXT) return;
    const what = `they take over ${MAX_SYMLINK_TEXT} bytes`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot keep the symlinks of all layers: ${what}`);
  }
  /** Adds the symlinks of a layer to each package that contains it. */
  add(targets, symlinks) {
    if (symlinks.length === 0) return;
    for (const target of targets) {
      const known = this.#packages.get(target.content) ?? { owner: target.owner, parts: [] };
      known.parts.push({ target, symlinks });
      this.#packages.set(target.content, known);
    }
  }
  /** Adds symlinks that are in packages already. @throws BundleError `LIMIT_EXCEEDED` */
  addPlaced(placed) {
    for (const { owner, content, path, target } of placed) {
      const symlinks = [[path, target]];
      this.count(symlinks);
      this.add([{ owner, content: toText(content), strip: 0, prefix: "" }], symlinks);
    }
  }
  /**
   * Follows the symlinks in a path of a package, as the kernel does.
   * @param path below its content
   * @returns the path without symlinks; undefined for a loop
   */
  resolve(content, path) {
    const targets = new Map(this.#packages.get(content)?.parts.flatMap(placedIn));
    const rest = path.split("/").toReversed();
    const at = [];
    for (let followed = 0, segment = rest.pop(); segment !== void 0; segment = rest.pop()) {
      if (segment === "" || segment === ".") continue;
      if (segment === "..") {
        at.pop();
        continue;
      }
      at.push(segment);
      const target = targets.get(asByteString(at.join("/")));
      if (target === void 0) continue;
      followed += 1;
      if (followed > MAX_FOLLOWED) return void 0;
      at.pop();
      rest.push(...target.split("/").toReversed());
    }
    return asByteString(at.join("/"));
  }
  /** Checks the symlinks that were added, and clears the list. @throws BundleError `PATH_UNSAFE` */
  check() {
    for (const { owner, parts } of this.#packages.values()) {
      const escape = findEscape(parts.flatMap(placedIn));
      if (escape !== void 0) throw leaves(escape, `package ${owner}`);
    }
    this.#packages.clear();
    this.#size = 0;
  }
};
function placedIn({ target, symlinks }) {
  const placed = [];
  for (const [path, text] of symlinks) {
    const name = path.lastIndexOf("/") + 1;
    const below = placeBelow(target, asByteString(path.slice(0, name)));
    if (below !== void 0) placed.push([asByteString(below + path.slice(name)), text]);
  }
  return placed;
}
function checkLayerSymlinks(layer, symlinks) {
  const below = symlinks.map(([path, target]) => [behindTop(path), target]);
  const escape = findEscape(below);
  if (escape === void 0) return;
  throw leaves(escape, `layer ${layer}`);
}
function behindTop(path) {
  return asByteString(path.slice(path.indexOf("/") + 1));
}
function leaves([path, target], place) {
  const what = `read step by step, it leaves the ${place}`;
  return new BundleError("PATH_UNSAFE", `Cannot use symlink ${quoteBytes(path)} to ${quoteBytes(target)}: ${what}`, {
    hint: "Ask the publisher to correct the package. Do not trust a bundle that contains it."
  });
}

// src/archive/engine/cut-frames.ts
var PAGE = 4096;
function planTree(tree, walked, packages) {
  const symlinks = [];
  const cutter = new FrameCutter((record) => symlinks.push(symlinkOf(record)));
  for (const list of inOrder2(tree, walked)) cutter.add(list);
  const frames = cutter.finish();
  const { entryCount, contentSize } = cutter;
  if (entryCount > MAX_ENTRIES) throw over(tree, `${entryCount} entries, expected at most ${MAX_ENTRIES}`);
  if (contentSize > MAX_BLOB_CONTENT) throw over(tree, `${contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (tree.directory === void 0 && contentSize > MAX_DOCUMENTS)
    throw over(tree, `${contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`);
  packages.count(symlinks);
  checkLayerSymlinks(tree.directory?.path ?? tree.prefix, symlinks);
  packages.add(tree.links ?? [], symlinks);
  return { tree, contentSize, entryCount, frames };
}
var FrameCutter = class {
  /** Of all lists; at the end with the zeros that close the tar. */
  entryCount = 0;
  contentSize = 0;
  #found;
  #frames = [];
  #records = [];
  #filled = 0;
  #fileBytes = 0;
  /** @param found called with the record of each symlink */
  constructor(found) {
    this.#found = found;
  }
  add(list) {
    const reader = new RecordReader(list);
    let start = 0;
    let at = 0;
    for (let record = reader.nextSize(); record !== void 0; record = reader.nextSize()) {
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
  take() {
    return this.#frames.splice(0, this.#filled > 0 ? this.#frames.length : this.#frames.length - 1);
  }
  /** The other frames. The zeros that close the tar go into the last one, or into a new one if it is full. */
  finish() {
    this.contentSize += END_SIZE;
    const last = this.#frames.at(-1);
    if (this.#filled === 0 && last !== void 0 && last.contentSize + END_SIZE <= FRAME_CONTENT) {
      this.#frames.splice(-1, 1, { ...last, contentSize: last.contentSize + END_SIZE });
      return this.#frames;
    }
    if (this.#filled + END_SIZE > FRAME_CONTENT) this.#close();
    this.#filled += END_SIZE;
    this.#close();
    return this.#frames;
  }
  #close() {
    if (this.#filled > 0)
      this.#frames.push({ contentSize: this.#filled, records: this.#records, fileBytes: this.#fileBytes });
    this.#records = [];
    this.#filled = 0;
    this.#fileBytes = 0;
  }
};
function symlinkOf(list) {
  const { path, payload } = new RecordReader(list).next();
  return [path, asByteString(Buffer.from(payload).toString("latin1"))];
}
function cutFile(record, header, size) {
  const records = [record];
  const first = FRAME_CONTENT - Math.ceil(header / PAGE) * PAGE;
  const frames = [{ contentSize: header + first, records, fileBytes: first }];
  for (let fileOffset = first; fileOffset < size; fileOffset += FRAME_CONTENT) {
    const rest = size - fileOffset;
    const contentSize = rest > FRAME_CONTENT ? FRAME_CONTENT : rest + padding(size);
    frames.push({ contentSize, fileOffset, records, fileBytes: Math.min(rest, FRAME_CONTENT) });
  }
  return frames;
}
function inOrder2(tree, walked) {
  const prefix = toByteString(tree.prefix);
  if (!prefix.endsWith("/")) throw new Error(`prefix ${tree.prefix} does not end with "/"`);
  const inside = tree.directory === void 0 ? void 0 : toByteString(`${tree.directory.name}/`);
  const documents = tree.documents.map(({ name, bytes }) => ({ path: toByteString(name), bytes })).toSorted((a, b) => a.path < b.path ? -1 : 1);
  const before = entryList();
  const behind = entryList();
  for (const [index, { path, bytes }] of documents.entries()) {
    const full = asByteString(prefix + path);
    checkPathLength(full);
    checkSegments(path);
    if (bytes.byteLength > MAX_DOCUMENT)
      throw over(tree, `${bytes.byteLength} bytes in ${quoteBytes(path)}, expected at most ${MAX_DOCUMENT}`);
    if (path === documents[index - 1]?.path || inside !== void 0 && `${path}/`.startsWith(inside)) {
      throw new Error(`document ${quoteBytes(path)} is there twice`);
    }
    const size = bytes.byteLength;
    const record = { kind: DOCUMENT_ENTRY, path, mode: 420, size, mtime: 0, nanoseconds: 0, payload: bytes };
    const list = inside !== void 0 && path > inside ? behind : before;
    list.add({ ...record, headerSize: headerSize(full, NO_TARGET) });
  }
  return [before.take(), ...walked, behind.take()].filter((list) => list !== void 0);
}
var NO_TARGET = asByteString("");
function over(tree, what) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot export ${tree.prefix}: ${what}`);
}

// src/archive/engine/file-bytes.ts
var NOTHING = Buffer.of();
var FileBytes = class {
  /** Bytes that were added and are not in a frame yet. */
  available = 0;
  /** Bytes of earlier frames: less than a frame, since a frame is packed as soon as its bytes are there. */
  #kept = NOTHING;
  #keptStart = 0;
  #keptEnd = 0;
  /** The frame that was read last, and the start and end of each wanted range. Not views: one for each file would be much garbage. */
  #content = NOTHING;
  #ranges = [];
  #next = 0;
  /** Begins the content of the next frame that was read. */
  open(content) {
    this.#content = content;
    this.#ranges = [];
    this.#next = 0;
  }
  /** Adds a range of the content that was opened last. */
  add(start, end) {
    if (start === end) return;
    this.#ranges.push(start, end);
    this.available += end - start;
  }
  /** Copies the next bytes to the places that the files of a frame have in its content. */
  fill({ records, fileOffset = 0, contentSize }, content) {
    let at = 0;
    for (const list of records) {
      const reader = new RecordReader(list);
      for (let record = reader.nextSize(); record !== void 0; record = reader.nextSize()) {
        const { kind, headerSize: headerSize2, size } = record;
        const start = fileOffset > 0 ? at : at + headerSize2;
        if (kind === FILE_ENTRY) this.#take(content, start, Math.min(size - fileOffset, contentSize - start));
        at = start + size + padding(size);
      }
    }
  }
  /** Copies what is left of the content that was opened last, whose memory is about to be used again. */
  keep() {
    const { available } = this;
    if (available > 0 && this.#kept === NOTHING) this.#kept = Buffer.allocUnsafeSlow(FRAME_CONTENT);
    this.#kept.copyWithin(0, this.#keptStart, this.#keptEnd);
    const held = this.#keptEnd - this.#keptStart;
    this.#keptStart = this.#keptEnd;
    this.#take(this.#kept, held, available - held);
    this.available = available;
    this.#keptStart = 0;
    this.#keptEnd = available;
    this.open(NOTHING);
  }
  #take(to, at, length) {
    this.available -= length;
    const held = Math.min(length, this.#keptEnd - this.#keptStart);
    if (held > 0) this.#kept.copy(to, at, this.#keptStart, this.#keptStart + held);
    this.#keptStart += held;
    for (let done = held; done < length; ) {
      const [start = 0, end = 0] = [this.#ranges[this.#next], this.#ranges[this.#next + 1]];
      if (start === end) throw new Error("the bytes of a file were not read");
      const count = Math.min(end - start, length - done);
      this.#content.copy(to, at + done, start, start + count);
      done += count;
      if (start + count === end) this.#next += 2;
      else this.#ranges[this.#next] = start + count;
    }
  }
};

// src/archive/engine/compose-trees.ts
var NOTHING2 = asByteString("");
var DIRECTORY_MODE = 493;
var SYMLINK_MODE = 511;
var WITHOUT_CONTENT = { size: 0, mtime: 0, nanoseconds: 0, payload: NOTHING2 };
async function* composeTrees(trees, reading) {
  try {
    for (const [tree, { entries, sources }] of trees.entries()) {
      const composing = new Composing();
      for (const entry of entries) composing.make(entry);
      for (const { frames, links = [] } of sources) {
        const destinations = links.map((link) => ({ link, content: toByteString(`${link.content}/`) }));
        for (let left = frames.length; left > 0; left--) {
          const { value } = await reading.next();
          if (value === void 0) throw new Error("a frame was not read");
          composing.place(value, destinations);
          for (const frame of composing.take()) yield { tree, frame, bytes: composing.bytes };
          composing.bytes.keep();
        }
      }
      for (const frame of composing.finish()) yield { tree, frame, bytes: composing.bytes };
    }
  } finally {
    await reading.return(void 0);
  }
}
var Composing = class {
  bytes = new FileBytes();
  #isEmpty = true;
  #list = entryList();
  #cutter = new FrameCutter();
  #frames = [];
  /** Directories that have an entry. */
  #entered = /* @__PURE__ */ new Set();
  /** The last directory, and its places. Most entries lie in the directory of the one before. */
  #directory;
  #places = [];
  #destinations = [];
  /** True if a package has the last file, which the next frame may continue. */
  #isPlaced = false;
  make(entry) {
    const path = toByteString(entry.path);
    checkSegments(path);
    this.#isEmpty = false;
    if (entry.kind === "directory") {
      this.#enter(asByteString(`${path}/`), entry.mode);
      return;
    }
    this.#enter(directoryOf(path));
    if (entry.kind === "symlink") {
      const target = toByteString(entry.target);
      this.#add({ ...WITHOUT_CONTENT, kind: SYMLINK_ENTRY, path, mode: SYMLINK_MODE, payload: target }, target);
    } else {
      const { mode, bytes: payload } = entry;
      this.#add({ ...WITHOUT_CONTENT, kind: DOCUMENT_ENTRY, path, mode, size: payload.byteLength, payload }, NOTHING2);
    }
  }
  /** Adds the entries of a frame to each of its destinations. */
  place({ records, starts, continued, content }, destinations) {
    this.bytes.open(content);
    if (destinations !== this.#destinations) this.#directory = void 0;
    this.#destinations = destinations;
    if (this.#isPlaced) this.bytes.add(0, continued);
    const reader = new RecordReader(records);
    let file = 0;
    for (let record = reader.next(); record !== void 0; record = reader.next()) {
      const isPlaced = this.#placeEntry(record);
      if (record.kind !== FILE_ENTRY) continue;
      const start = starts[file++] ?? 0;
      if (isPlaced) this.bytes.add(start, Math.min(start + record.size, content.length));
      this.#isPlaced = isPlaced;
    }
  }
  /** The next frames whose bytes are there. */
  take() {
    this.#cut();
    for (const frame of this.#cutter.take()) this.#frames.push(frame);
    let count = 0;
    let left = this.bytes.available;
    for (const frame of this.#frames) {
      left -= frame.fileBytes;
      if (left < 0) break;
      count += 1;
    }
    return this.#frames.splice(0, count);
  }
  /** All other frames; none as long as there are only directories. */
  finish() {
    this.#cut();
    if (this.#isEmpty) return [];
    return [...this.#frames, ...this.#cutter.finish()];
  }
  #cut() {
    const records = this.#isEmpty ? void 0 : this.#list.take();
    if (records !== void 0) this.#cutter.add(records);
  }
  /** Returns whether a place has the entry, if it is a file. */
  #placeEntry({ kind, path, mode, size, mtime, payload }) {
    if (kind === DIRECTORY_ENTRY) {
      this.#goTo(path);
      return false;
    }
    const start = path.lastIndexOf("/") + 1;
    if (start !== this.#directory?.length || !path.startsWith(this.#directory))
      this.#goTo(asByteString(path.slice(0, start)));
    const name = path.slice(start);
    const isPlainName = isAscii(asByteString(name));
    let first;
    for (const { directory, isPlain } of this.#places) {
      this.#isEmpty = false;
      const full = asByteString(directory + name);
      if (name.startsWith(WHITEOUT)) throw whiteout(full);
      const record = { kind, path: full, mode, size, mtime, nanoseconds: 0, payload };
      if (kind === SYMLINK_ENTRY) this.#add(record, textOf(payload));
      else if (first === void 0) this.#add(record, NOTHING2, isPlain && isPlainName);
      else this.#add({ ...record, kind: HARD_LINK_ENTRY, size: 0, payload: first }, first);
      if (kind === FILE_ENTRY) first ??= full;
    }
    return first !== void 0;
  }
  /** Makes a directory of the tree the last one, and lists its places. */
  #goTo(directory) {
    this.#directory = directory;
    const places = [];
    for (const { link, content } of this.#destinations) {
      const below = placeBelow(link, directory);
      if (below === void 0) continue;
      const place = asByteString(content + below);
      this.#enter(place);
      places.push({ directory: place, isPlain: isAscii(place) });
    }
    this.#places = places;
  }
  /** Lists a directory, "" or ending with "/", after those above it. */
  #enter(path, mode = DIRECTORY_MODE) {
    if (path === "" || this.#entered.has(path)) return;
    const above = directoryOf(asByteString(path.slice(0, -1)));
    this.#enter(above);
    this.#entered.add(path);
    if (path.startsWith(WHITEOUT, above.length)) throw whiteout(path);
    this.#add({ ...WITHOUT_CONTENT, kind: DIRECTORY_ENTRY, path, mode }, NOTHING2);
  }
  #add(record, target, isPlain) {
    checkPathLength(record.path);
    this.#list.add({ ...record, headerSize: headerSize(record.path, target, isPlain) });
  }
};
var WHITEOUT = ".wh.";
function whiteout(path) {
  const found = `names that begin with ${WHITEOUT} delete files there`;
  return new BundleError("FILE_UNSUPPORTED", `Cannot put ${quoteBytes(path)} into an image: ${found}`, {
    hint: "Leave out the package, or ask its publisher to rename the file. An import has no such limit."
  });
}
function textOf(payload) {
  return typeof payload === "string" ? payload : asByteString(Buffer.from(payload).toString("latin1"));
}
function directoryOf(path) {
  return asByteString(path.slice(0, path.lastIndexOf("/") + 1));
}

// src/archive/engine/hash-texts.ts
import { createHash } from "node:crypto";
var PIECE = MAX_FRAME_CONTENT;
async function hashTexts(texts, run, executor, onProgress) {
  const queue = [];
  let done = 0;
  const digests = texts.map((text) => {
    const pieces = [];
    for (let offset = 0; offset < text.size; offset += PIECE) {
      const length = Math.min(PIECE, text.size - offset);
      const place = offset / PIECE;
      queue.push({
        async start(threads) {
          const task = { kind: "text", run, pieces: await text.pieces({ offset, length }) };
          const receive2 = (digest) => {
            pieces[place] = digest;
            done += length;
            onProgress(done);
          };
          await step(task, receive2).start(threads);
        }
      });
    }
    return pieces;
  });
  await runSteps(executor, queue, { atATime: executor.width });
  return digests.map((pieces) => {
    const hash = createHash("sha256");
    for (const digest of pieces) hash.update(Buffer.from(digest.replace("sha256:", ""), "hex"));
    return `sha256:${hash.digest("hex")}`;
  });
}

// src/archive/engine/hash-trees.ts
async function hashTrees(plans, { algorithm, onProgress }, executor) {
  const queue = [];
  let done = 0;
  const trees = plans.map(({ tree: { directory }, frames }) => {
    if (directory === void 0) throw new Error("a tree without a directory has no files to read");
    const whole = frames.filter(({ fileOffset }) => fileOffset === void 0);
    const records = whole.map(() => []);
    for (const [place, frame] of whole.entries()) {
      const task = { kind: "hash", algorithm, directory, records: joined(frame.records) };
      queue.push(
        step(task, (result) => {
          if (result !== void 0) records[place] = [result];
          done += frame.contentSize;
          onProgress(done);
        })
      );
    }
    return records;
  });
  await runSteps(executor, queue, { atATime: executor.width });
  return trees.map((records) => ({ records: records.flat() }));
}
function joined(records) {
  return records.length === 1 ? records[0] : Buffer.concat(records);
}

// src/archive/engine/link-trees.ts
var BUDGET = 1e3;
var INLINE_BUDGET = 1e3;
async function linkTrees(trees, packages, inline, threads) {
  const items = trees.map(
    (tree) => ({
      owner: tree.owner,
      from: toByteString(tree.path),
      content: toByteString(tree.content),
      to: linkPrefix(tree),
      strip: tree.strip,
      isTop: true,
      isPrefixed: tree.prefix !== ""
    })
  );
  const { rest, symlinks } = await inline.run({ kind: "link", items, budget: INLINE_BUDGET });
  packages.addPlaced(symlinks);
  if (rest.length === 0) return;
  const executor = threads();
  const queue = [];
  const later = (open) => {
    for (const some of shares(open, executor.depth)) {
      queue.push(
        step({ kind: "link", items: some, budget: BUDGET }, (result) => {
          packages.addPlaced(result.symlinks);
          later(result.rest);
        })
      );
    }
  };
  later(rest);
  await runSteps(executor, queue);
}

// from-joined:src/archive/engine/blob-frames.ts
import { framesOf_150, locate_150 } from "./core.mjs";

// src/archive/engine/unpack-trees.ts
import { mkdir, stat } from "node:fs/promises";
var BATCH_CONTENT2 = 1024 * 1024;
var FRAMES = 1024;
var PATCHES = 32;
var SYMLINKS = 1e3;
async function unpackTrees(unpacking, executor) {
  const { blobs, run, onProgress } = unpacking;
  for (const blob of blobs) checkFrameTable_144(blob);
  const umask = process.umask();
  const queue = [];
  let done = 0;
  for (const blob of blobs) {
    const frames = framesOf_150(blob, await makeTarget(blob, umask));
    const progress = progressOf(blob, frames, unpacking);
    const unpack = (batch) => {
      const receive2 = (results) => {
        for (const [index, frame] of batch.entries()) {
          const pieces = progress.receive(frame, results[index]);
          for (const piece of pieces.toReversed()) queue.unshift(unpack([piece]));
          done += frame.contentSize;
          blob.bytes.release?.(frame.start, frame.size);
        }
        onProgress(done);
        if (progress.isDone()) for (const next of finishing(blob, progress, queue).toReversed()) queue.unshift(next);
      };
      const { ready, frames: there } = locate_150(blob, batch);
      return step(() => ({ kind: "unpack", run, umask, frames: there() }), receive2, ready);
    };
    for (const batch of inBatches2(frames)) queue.push(unpack(batch));
  }
  const lookahead = blobs.some(({ patched }) => patched !== void 0) ? PATCHES : FRAMES;
  await runSteps(executor, queue, { atATime: executor.width, lookahead });
}
async function makeTarget({ target }, umask) {
  const directoryMode = 511 - (umask & 511);
  if (target === void 0) return directoryMode;
  try {
    await mkdir(target, { recursive: true });
    return directoryMode + ((await stat(target)).mode & 1024);
  } catch (error) {
    throw fromSystemError(error, `create ${target}`);
  }
}
function inBatches2(frames) {
  const batches = [];
  let content = BATCH_CONTENT2;
  for (const frame of frames) {
    if (frame.piece !== void 0) continue;
    if (content >= BATCH_CONTENT2) {
      batches.push([]);
      content = 0;
    }
    batches.at(-1)?.push(frame);
    content += frame.contentSize;
  }
  return batches;
}
function progressOf(blob, frames, { symlinks: all, paths }) {
  const links = blob.links ?? [];
  const symlinks = [];
  const modes = [];
  const files = [];
  const order = joinOrder(blob.top);
  const waiting = /* @__PURE__ */ new Map();
  let joined2 = 0;
  let entryCount = 0;
  let modeText = 0;
  const takeModes = (some) => {
    for (const mode of some) {
      modeText += mode[0].length + ENTRY_OVERHEAD;
      modes.push(mode);
    }
    if (modeText <= MAX_MODE_TEXT) return;
    const what = `its directories with other modes than usual take over ${MAX_MODE_TEXT} bytes`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot unpack ${blob.name}: ${what}`);
  };
  const join = (index, frameOrder) => {
    waiting.set(index, frameOrder);
    for (let next = waiting.get(joined2); next !== void 0; next = waiting.get(joined2)) {
      const checked = next;
      located(frames[joined2], () => order.add(checked));
      waiting.delete(joined2);
      joined2 += 1;
    }
  };
  return {
    symlinks,
    modes,
    files,
    isDone: () => joined2 === frames.length,
    receive(frame, result) {
      join(frame.index, result.order);
      entryCount += result.count;
      all.count(result.symlinks);
      for (const symlink of result.symlinks) symlinks.push(symlink);
      takeModes(result.modes);
      if (result.paths.length > 0) paths.add(links, result.paths);
      if (joined2 === frames.length) {
        if (entryCount !== blob.entryCount) {
          const what = `${entryCount} entries, expected ${blob.entryCount}`;
          throw new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: it has ${what}`);
        }
        order.finish();
        checkLayerSymlinks(blob.top?.text ?? blob.name, symlinks);
        all.add(links, symlinks);
        if (blob.target === void 0) for (const link of links) paths.addPrefix(link);
      }
      if (result.unfinished === void 0) return [];
      files.push(result.unfinished);
      return continuing(frames, frame, result.unfinished);
    }
  };
}
function continuing(frames, first, file) {
  const found = [];
  for (let i = first.index + 1; frames[i]?.piece !== void 0; i++) {
    const frame = frames[i];
    const { fileOffset } = frame.piece;
    if (i === first.index + 1 && fileOffset !== file.held) {
      const what = `it continues a file at ${fileOffset}, expected ${file.held}`;
      located(frame, () => {
        throw new BundleError("FRAME_INVALID", `Cannot use frame: ${what}`);
      });
    }
    found.push({ ...frame, piece: { path: file.path, size: file.size, fileOffset } });
  }
  return found;
}
function finishing({ target, links = [] }, { symlinks, modes, files }, queue) {
  if (target === void 0) return [];
  const directories = modes.toSorted(([a], [b]) => a < b ? 1 : -1);
  const finish = step({ kind: "finish", target, files, directories }, () => void 0);
  const last = files.length + directories.length > 0 ? [finish] : [];
  const steps = [];
  let left = Math.ceil(symlinks.length / SYMLINKS);
  for (let i = 0; i < symlinks.length; i += SYMLINKS) {
    const some = symlinks.slice(i, i + SYMLINKS);
    const linked = () => {
      left -= 1;
      if (left === 0) queue.unshift(...last);
    };
    steps.push(step({ kind: "symlinks", target, symlinks: some, links }, linked));
  }
  return steps.length > 0 ? steps : last;
}

// src/archive/engine/list-trees.ts
var BATCH_CONTENT3 = 1024 * 1024;
async function listTrees({ blobs, run, onProgress, ...collected }, algorithm, executor) {
  for (const blob of blobs) checkFrameTable_144(blob);
  const queue = [];
  let done = 0;
  const trees = blobs.map((blob) => {
    const frames = framesOf_150(blob);
    const progress = progressOf(blob, frames, collected);
    const batches = inBatches3(frames);
    const records = batches.map(() => []);
    for (const [place, batch] of batches.entries()) {
      const { ready, frames: there } = locate_150(blob, batch);
      queue.push(
        step(
          () => ({ kind: "list", run, algorithm, frames: there() }),
          (result) => {
            for (const [index, frame] of batch.entries()) {
              progress.receive(frame, result.frames[index]);
              done += frame.contentSize;
            }
            if (result.records !== void 0) records[place] = [result.records];
            onProgress(done);
          },
          ready
        )
      );
    }
    return records;
  });
  await runSteps(executor, queue, { atATime: executor.width });
  return trees.map((records) => ({ records: records.flat() }));
}
function inBatches3(frames) {
  const batches = [];
  let content = BATCH_CONTENT3;
  for (const frame of frames) {
    if (frame.piece === void 0 && content >= BATCH_CONTENT3) {
      batches.push([]);
      content = 0;
    }
    batches.at(-1)?.push(frame);
    content += frame.contentSize;
  }
  return batches;
}

// src/archive/engine/patch-blobs.ts
async function* patchBlob(blob, run, executor) {
  const patch = async (frame, slot) => {
    const { at, size, digest, contentSize, dictionary } = frame;
    if (dictionary === void 0) return void 0;
    return executor.run({ kind: "patch", run, frame: { at, size, digest, contentSize }, dictionary, slot });
  };
  let start = 0;
  for await (const { index, slot, result } of inOrder3(blob, executor, patch)) {
    const frame = blob.frames[index];
    const range = blob.patched?.ranges[index];
    if (result === void 0 || range === void 0)
      yield { size: frame.size, digest: frame.digest, bytes: await blob.bytes.read(start, frame.size) };
    else yield { ...describe(result, slot), range: withoutStart(range, result.skipped) };
    start += frame.size;
  }
}
async function* recodeBlob(blob, { run, level }, executor) {
  const recode = (frame, slot) => executor.run({ kind: "recode", run, frame, level, slot });
  for await (const { slot, result } of inOrder3(blob, executor, recode)) yield describe(result, slot);
}
function describe({ size, digest }, slot) {
  return { size, digest, bytes: new Uint8Array(slot, 0, size) };
}
function withoutStart({ offset, length }, skipped) {
  return { offset: offset + skipped, length: length - skipped };
}
async function* inOrder3(blob, executor, work) {
  const frames = framesOf_150(blob);
  const free = [];
  const underWay = [];
  try {
    for (let next = 0; next < frames.length || underWay.length > 0; ) {
      const frame = frames[next];
      if (frame !== void 0 && underWay.length < executor.width) {
        const { ready, frames: there } = locate_150(blob, [frame]);
        await ready();
        const slot2 = free.pop() ?? new SharedArrayBuffer(frameRoom(MAX_FRAME_CONTENT));
        const result2 = work(there()[0], slot2);
        result2.catch(() => void 0);
        underWay.push({ index: next, slot: slot2, result: result2 });
        next += 1;
        continue;
      }
      const { index, slot, result } = underWay.shift();
      yield { index, slot, result: await result };
      free.push(slot);
    }
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}

// src/archive/engine/plan-trees.ts
var BUDGET2 = 2e3;
var INLINE_BUDGET2 = 1e3;
async function planTrees(trees, packages, inline, threads) {
  const walks = trees.map((tree) => ({ tree, top: { pieces: [] }, left: 0, plan: void 0 }));
  const found = (walk, result, asked) => {
    const unwalked = receive(result, asked);
    walk.left += unwalked.length - asked.length;
    if (walk.left === 0) walk.plan = planWalked(walk, packages);
    return unwalked;
  };
  const open = [];
  let budget = INLINE_BUDGET2;
  for (const walk of walks) {
    if (walk.tree.directory === void 0) continue;
    const top = [{ directory: asByteString(""), listing: walk.top }];
    walk.left = top.length;
    if (budget <= 0) {
      open.push({ walk, unwalked: top });
      continue;
    }
    const result = await inline.run(walkTask(walk.tree, top, budget));
    budget -= result.entryCount + 1;
    open.push({ walk, unwalked: found(walk, result, top) });
  }
  if (open.some(({ unwalked }) => unwalked.length > 0)) {
    const executor = threads();
    const queue = [];
    const stepsOf = (walk, unwalked) => shares(unwalked, executor.depth).map(
      (some) => step(walkTask(walk.tree, some, BUDGET2), (result) => {
        queue.unshift(...stepsOf(walk, found(walk, result, some)));
      })
    );
    for (const { walk, unwalked } of open) queue.push(...stepsOf(walk, unwalked));
    await runSteps(executor, queue);
  }
  return walks.map((walk) => walk.plan ?? planWalked(walk, packages));
}
function planWalked({ tree, top }, packages) {
  return planTree(tree, recordsOf(top), packages);
}
function walkTask(tree, unwalked, budget) {
  const { name, path: root } = tree.directory;
  return {
    kind: "walk",
    root,
    name,
    prefix: tree.prefix,
    directories: unwalked.map(({ directory }) => directory),
    budget
  };
}
function receive({ directories }, asked) {
  const unwalked = [];
  const resolve = (piece) => {
    if (typeof piece !== "string") return piece;
    const listing = { pieces: [] };
    unwalked.push({ directory: piece, listing });
    return listing;
  };
  for (const [index, { listing }] of asked.entries()) listing.pieces = (directories[index] ?? []).map(resolve);
  return unwalked;
}
function recordsOf(top) {
  const records = [];
  const open = [top];
  for (let piece = open.pop(); piece !== void 0; piece = open.pop()) {
    if (piece instanceof Uint8Array) records.push(piece);
    else for (const inner of piece.pieces.toReversed()) open.push(inner);
  }
  return records;
}

// src/archive/engine/read-blobs.ts
async function* readBlobs({ blobs, run, ...collected }, executor) {
  for (const blob of blobs) checkFrameTable_144(blob);
  const jobs = blobs.flatMap((blob) => {
    const frames = framesOf_150({ checksContent: false, ...blob });
    const progress = progressOf(blob, frames, collected);
    return frames.map((frame) => ({ blob, frame, progress }));
  });
  const slots = sharedSlots(executor.width, RECORDS_AT + FRAME_CONTENT);
  const start = async ({ blob, frame }, place) => {
    const { ready, frames } = locate_150(blob, [frame]);
    const arriving = ready();
    if (arriving !== void 0) await arriving;
    const [there] = frames();
    if (there === void 0) throw new Error("a frame was located");
    return executor.run({ kind: "read", run, frame: there, slot: slots.at(place) });
  };
  let continuing2 = [];
  for await (const { job, place, result } of inOrder(jobs, slots.count, start)) {
    const { blob, frame, progress } = job;
    blob.bytes.release?.(frame.start, frame.size);
    const { unpacked, recordsSize, starts } = result;
    const records = new Uint8Array(slots.at(place), RECORDS_AT, recordsSize);
    const content = Buffer.from(slots.at(place), 0, frame.contentSize);
    if (unpacked !== void 0) {
      continuing2 = progress.receive(frame, unpacked);
      yield { records, starts, continued: 0, content };
      continue;
    }
    const piece = continuing2.shift()?.piece;
    if (piece === void 0) throw new Error("a frame continues a file that no frame begins");
    progress.receive(
      frame,
      located(frame, () => unpackPiece({ ...frame, target: void 0 }, piece, content))
    );
    const continued = Math.min(piece.size - piece.fileOffset, content.length);
    yield { records, starts, continued, content };
  }
}

// src/archive/engine/worker-pool.ts
import { Worker } from "node:worker_threads";
function inlineExecutor() {
  const { prepare, perform, close } = taskRunner();
  const run = async (task) => {
    const loading = prepare(task);
    if (loading !== void 0) await loading;
    return perform(task);
  };
  return { width: 1, depth: 1, close, run };
}
var ENTRY = new URL(import.meta.url.endsWith(".ts") ? "../worker/worker.ts" : "./worker.mjs", import.meta.url);
function startWorkers(size) {
  const threads = Array.from({ length: size }, startThread);
  let id = 0;
  return {
    width: size,
    // Two for each thread, one running and one queued, so that no thread is idle while the main thread is busy.
    depth: 2 * size,
    run: (task) => new Promise((resolve, reject) => {
      const thread = threads.reduce((best, other) => other.waiting.size < best.waiting.size ? other : best);
      if (thread.end !== void 0) {
        reject(thread.end);
        return;
      }
      id += 1;
      if (thread.waiting.size === 0) thread.worker.ref();
      thread.waiting.set(id, { resolve, reject });
      thread.worker.postMessage({ id, task });
    }),
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    }
  };
}
function startThread() {
  const worker = new Worker(ENTRY, {
    // Do not pass on the parent's flags, such as `--eval`.
    execArgv: [],
    // Workers make much short-lived garbage; a larger young generation would only cost memory.
    resourceLimits: { maxYoungGenerationSizeMb: 4 }
  });
  const thread = { worker, waiting: /* @__PURE__ */ new Map(), end: void 0 };
  const stop = (error) => {
    thread.end ??= error;
    for (const { reject } of thread.waiting.values()) reject(thread.end);
    thread.waiting.clear();
  };
  worker.on("message", (answer) => {
    const waiting = thread.waiting.get(answer.id);
    thread.waiting.delete(answer.id);
    if (thread.waiting.size === 0) worker.unref();
    if ("failure" in answer) waiting?.reject(decodeFailure(answer.failure));
    else waiting?.resolve(answer.result);
  });
  worker.on("messageerror", (error) => stop(died(String(error), error)));
  worker.on("error", (error) => stop(died(String(error), error)));
  worker.on("exit", (code) => stop(died(`exit code ${code}`)));
  worker.unref();
  return thread;
}
function died(why, cause) {
  return new BundleError("INTERNAL", `Cannot go on: a worker thread ended (${why})`, { cause });
}

// src/archive/engine/engine.ts
var SMALL = { contentSize: 8 * 1024 * 1024, entryCount: 1e3 };
function openEngine({
  workers,
  expected = []
}) {
  const inline = inlineExecutor();
  let pool;
  let runs = 0;
  const symlinks = new PackageSymlinks();
  const paths = new PackagePaths();
  const threads = () => {
    pool ??= startWorkers(Math.max(1, workers));
    return pool;
  };
  const choose = (work) => isSmall(work) ? inline : threads();
  if (!isSmall(expected)) threads();
  return {
    plan: (trees) => planTrees(trees, symlinks, inline, threads),
    pack: (plans, level) => packTrees(plans, level, choose(plans)),
    async *stream(trees, compression) {
      runs += 1;
      const blobs = trees.flatMap(({ sources }) => sources);
      const executor = choose(blobs);
      try {
        const reading = readBlobs({ blobs, symlinks, paths, run: runs }, executor);
        yield* streamTrees(composeTrees(trees, reading), compression, executor);
      } finally {
        inline.close();
      }
    },
    async unpack(blobs, onProgress = () => void 0) {
      runs += 1;
      try {
        await unpackTrees({ blobs, symlinks, paths, run: runs, onProgress }, choose(blobs));
      } finally {
        inline.close();
      }
    },
    async list(blobs, algorithm, onProgress = () => void 0) {
      runs += 1;
      try {
        return await listTrees({ blobs, symlinks, paths, run: runs, onProgress }, algorithm, choose(blobs));
      } finally {
        inline.close();
      }
    },
    hash: (plans, algorithm, onProgress = () => void 0) => hashTrees(plans, { algorithm, onProgress }, choose(plans)),
    link: (trees) => linkTrees(trees, symlinks, inline, threads),
    digestFrames: (plans) => packTrees(plans, void 0, choose(plans)),
    match: (trees, onProgress = () => void 0) => compareFrames(trees, choose(trees.map(({ plan }) => plan)), onProgress),
    async *patch(blob) {
      runs += 1;
      try {
        yield* patchBlob(blob, runs, choose([blob]));
      } finally {
        inline.close();
      }
    },
    async *recode(blob, level) {
      runs += 1;
      try {
        yield* recodeBlob(blob, { run: runs, level }, choose([blob]));
      } finally {
        inline.close();
      }
    },
    async digestTexts(texts, onProgress = () => void 0) {
      runs += 1;
      try {
        const amounts = texts.map(({ size }) => ({ contentSize: size, entryCount: 0 }));
        return await hashTexts(texts, runs, choose(amounts), onProgress);
      } finally {
        inline.close();
      }
    },
    compare: (comparison) => inline.run({ kind: "compare", ...comparison }),
    has(content, path) {
      const found = symlinks.resolve(content, toByteString(path));
      return found === "" || found !== void 0 && paths.has(content, found);
    },
    checkPackages() {
      symlinks.check();
      paths.check();
    },
    async [Symbol.asyncDispose]() {
      inline.close();
      await pool?.close();
    }
  };
}
function isSmall(work) {
  const contentSize = work.reduce((sum, item) => sum + item.contentSize, 0);
  const entryCount = work.reduce((sum, item) => sum + item.entryCount, 0);
  return contentSize <= SMALL.contentSize && entryCount <= SMALL.entryCount;
}

// from-joined:src/commands/reading/layer-blob.ts
import { layerBlob_91, layerPrefix_91, ownersOf_91 } from "./core.mjs";

export {
  framesOf_150,
  openEngine,
  layerBlob_91,
  layerPrefix_91,
  ownersOf_91
};
