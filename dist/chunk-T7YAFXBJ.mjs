import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nameOf
} from "./chunk-QWR6D4BE.mjs";
import {
  layerPath
} from "./chunk-ZJCH65HB.mjs";
import {
  HOME_PREFIX
} from "./chunk-2TTYTX7H.mjs";
import {
  depthOf,
  joinOrder,
  leavesRoot,
  located,
  placeBelow
} from "./chunk-NF7NLMI4.mjs";
import {
  checkFrameTable
} from "./chunk-AMTFR3ER.mjs";
import {
  asByteString,
  quote,
  toByteString,
  toText
} from "./chunk-YJSVGHZO.mjs";
import {
  ENTRY_OVERHEAD,
  MAX_MODE_TEXT,
  MAX_SYMLINK_TEXT
} from "./chunk-4FDFUD6J.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/archive/run/symlink-tree.ts
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

// src/archive/run/package-symlinks.ts
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
  return new BundleError("PATH_UNSAFE", `Cannot use symlink ${quote(path)} to ${quote(target)}: ${what}`, {
    hint: "Ask the publisher to correct the package. Do not trust a bundle that contains it."
  });
}

// src/archive/run/unpack-trees.ts
import { mkdir, stat } from "node:fs/promises";

// src/archive/run/schedule.ts
var LOOKAHEAD = 32;
function step(task, done, ready) {
  return {
    ...ready !== void 0 && { ready },
    start: async (executor) => done(await executor.run(typeof task === "function" ? task() : task))
  };
}
async function runSteps(executor, queue, atATime = executor.depth) {
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
    while (waiting.size < LOOKAHEAD || queue[0]?.ready === void 0) {
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

// src/archive/run/unpack-trees.ts
var BATCH_CONTENT = 1024 * 1024;
var SYMLINKS = 1e3;
async function unpackTrees(unpacking, executor) {
  const { blobs, run, onProgress } = unpacking;
  for (const blob of blobs) checkFrameTable(blob);
  const umask = process.umask();
  const queue = [];
  let done = 0;
  for (const blob of blobs) {
    const frames = framesOf(blob, await makeTarget(blob, umask));
    const progress = progressOf(blob, frames, unpacking);
    const unpack = (batch) => {
      const receive = (results) => {
        for (const [index, frame] of batch.entries()) {
          const pieces = progress.receive(frame, results[index]);
          for (const piece of pieces.toReversed()) queue.unshift(unpack([piece]));
          done += frame.contentSize;
          blob.bytes.release?.(frame.start, frame.size);
        }
        onProgress(done);
        if (progress.isDone()) for (const next of finishing(blob, progress, queue).toReversed()) queue.unshift(next);
      };
      const { ready, frames: there } = locate(blob, batch);
      return step(() => ({ kind: "unpack", run, umask, frames: there() }), receive, ready);
    };
    for (const batch of inBatches(frames)) queue.push(unpack(batch));
  }
  await runSteps(executor, queue, executor.width);
}
function framesOf(blob, directoryMode = 493) {
  let start = 0;
  const checksContent = blob.target === void 0 || blob.checksContent === true || blob.patched !== void 0;
  return blob.frames.map((frame, index) => {
    const { size, contentSize, digest, contentDigest, fileOffset } = frame;
    const place = { blob: blob.name, index, start, size };
    start += size;
    return {
      ...place,
      contentSize,
      digest,
      contentDigest: checksContent ? contentDigest : void 0,
      prefix: toByteString(blob.prefix),
      top: blob.top,
      target: blob.target,
      links: blob.links ?? [],
      directoryMode,
      isLast: index === blob.frames.length - 1,
      continued: blob.frames[index + 1]?.fileOffset !== void 0,
      piece: fileOffset === void 0 ? void 0 : { path: NO_NAME, size: 0, fileOffset }
    };
  });
}
var NO_NAME = toByteString("");
function locate({ bytes, patched }, frames) {
  let places = [];
  let dictionaries = [];
  return {
    ready() {
      const found = frames.map(({ start, size }) => bytes.locate(start, size));
      const texts = patched === void 0 ? [] : frames.map(({ index }) => dictionaryOf(patched, index));
      places = found.flatMap((place) => place instanceof Promise ? [] : [place]);
      dictionaries = texts.flatMap((text) => text instanceof Promise ? [] : [text]);
      if (places.length === found.length && dictionaries.length === texts.length) return void 0;
      const arrived = Promise.all(found.map(async (place) => place)).then((all) => void (places = all));
      const made = Promise.all(texts.map(async (text) => text)).then((all) => void (dictionaries = all));
      return Promise.all([arrived, made]).then(() => void 0);
    },
    frames: () => frames.map((frame, place) => ({ ...frame, at: places[place] ?? [], dictionary: dictionaries[place] }))
  };
}
function dictionaryOf({ text, ranges }, index) {
  const range = ranges[index];
  if (range === void 0) return void 0;
  const base = text.name;
  const pieces = text.pieces(range);
  return pieces instanceof Promise ? pieces.then((all) => ({ base, pieces: all })) : { base, pieces };
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
function inBatches(frames) {
  const batches = [];
  let content = BATCH_CONTENT;
  for (const frame of frames) {
    if (frame.piece !== void 0) continue;
    if (content >= BATCH_CONTENT) {
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
  let joined = 0;
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
    for (let next = waiting.get(joined); next !== void 0; next = waiting.get(joined)) {
      const checked = next;
      located(frames[joined], () => order.add(checked));
      waiting.delete(joined);
      joined += 1;
    }
  };
  return {
    symlinks,
    modes,
    files,
    isDone: () => joined === frames.length,
    receive(frame, result) {
      join(frame.index, result.order);
      entryCount += result.count;
      all.count(result.symlinks);
      for (const symlink of result.symlinks) symlinks.push(symlink);
      takeModes(result.modes);
      if (result.paths.length > 0) paths.add(links, result.paths);
      if (joined === frames.length) {
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

// src/commands/reading/layer-blob.ts
var NAMED_PACKAGES = 3;
function layerBlob(bundle, layer, closure) {
  const name = `layer ${layer.digest} of ${ownersOf(layer, closure)} in ${bundle.content.name}`;
  return { ...bundle.layer(layer, layerPrefix(layer)), name };
}
function ownersOf(layer, { packages, roots }) {
  const users = packages.filter(
    ({ registry, manifest }) => registry === layer.registry && manifest.layers.some(({ digest }) => digest === layer.digest)
  );
  const names = users.slice(0, NAMED_PACKAGES).map((user) => nameOf(user, roots));
  const more = users.length > names.length ? [`${users.length - names.length} more`] : [];
  return [...names, ...more].join(", ");
}
function layerPrefix({ registry, digest }) {
  return `${HOME_PREFIX}${layerPath(registry, digest)}/`;
}

export {
  PackageSymlinks,
  checkLayerSymlinks,
  step,
  runSteps,
  shares,
  unpackTrees,
  framesOf,
  locate,
  progressOf,
  layerBlob,
  ownersOf,
  layerPrefix
};
