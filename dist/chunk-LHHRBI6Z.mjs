import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  LONGEST_LOCK_PATH,
  mapInBatches,
  openStaging,
  removeTree,
  sweepStaging
} from "./chunk-DO66P3RZ.mjs";
import {
  PackageSymlinks,
  checkLayerSymlinks,
  runSteps,
  shares,
  step,
  unpackTrees
} from "./chunk-JRU5M74L.mjs";
import {
  formatResolved,
  layerPath,
  packagePath,
  parseMetadata,
  parseResolved,
  readBlob,
  readReferenced,
  refName,
  storeBlobPath
} from "./chunk-G25ACHA6.mjs";
import {
  formatIdentifier,
  get,
  parseJson
} from "./chunk-ZWU27QIT.mjs";
import {
  DOCUMENT_ENTRY,
  RecordReader,
  SYMLINK_ENTRY,
  decodeFailure,
  entryList,
  taskRunner
} from "./chunk-WR4NE46F.mjs";
import {
  PackagePaths,
  checkPathLength,
  checkSegments,
  linkPrefix
} from "./chunk-JCTERG6B.mjs";
import {
  FRAME_CONTENT,
  frameRoom
} from "./chunk-POW5B3AK.mjs";
import {
  END_SIZE,
  MAX_BLOB_CONTENT,
  MAX_DOCUMENT,
  MAX_DOCUMENTS,
  MAX_ENTRIES,
  MAX_NAME,
  MAX_PATH,
  asByteString,
  headerSize,
  isAbsent,
  lookAt,
  padding,
  quote,
  toByteString
} from "./chunk-6CKKONBI.mjs";
import {
  prettyBytes
} from "./chunk-3QTZOCDB.mjs";
import {
  array,
  custom,
  exactOptional,
  isDigest,
  object,
  picklist,
  safeParse,
  string
} from "./chunk-CX3N45CJ.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-XK5TLWYY.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/archive/run/link-trees.ts
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
      isTop: true
    })
  );
  const { rest, symlinks } = await inline.run({ kind: "link", items, budget: INLINE_BUDGET });
  packages.addPlaced(symlinks);
  if (rest.length === 0) return;
  const executor = threads();
  const queue = [];
  const later = (open2) => {
    for (const some of shares(open2, executor.depth)) {
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

// src/archive/run/pack-trees.ts
var BATCH_CONTENT = FRAME_CONTENT / 4;
var BATCH_FRAMES = 64;
var SLOT = frameRoom(FRAME_CONTENT) + BATCH_FRAMES * frameRoom(0);
async function* packTrees(plans, level, executor) {
  const batches = inBatches(plans);
  const free = [];
  const underWay = [];
  const start = (batch) => {
    const slot = free.pop() ?? new SharedArrayBuffer(SLOT);
    const result = executor.run({ kind: "pack", level, slot, frames: batch.frames });
    result.catch(() => void 0);
    underWay.push({ ...batch, slot, result });
  };
  try {
    for (; ; ) {
      while (underWay.length < executor.depth) {
        const { value: batch } = batches.next();
        if (batch === void 0) break;
        start(batch);
      }
      const first = underWay.shift();
      if (first === void 0) return;
      let at = 0;
      for (const [index, frame] of (await first.result).entries()) {
        yield { tree: first.trees[index] ?? 0, frame, bytes: new Uint8Array(first.slot, at, frame.size) };
        at += frame.size;
      }
      free.push(first.slot);
    }
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}
function* inBatches(plans) {
  let trees = [];
  let frames = [];
  let content = 0;
  for (const [index, plan] of plans.entries()) {
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
  }
  if (frames.length > 0) yield { trees, frames };
  return void 0;
}
function toPack({ tree }, { contentSize, fileOffset, records }) {
  const copy = new Uint8Array(Buffer.concat(records));
  return { prefix: tree.prefix, directory: tree.directory, contentSize, fileOffset, records: copy };
}

// src/archive/run/plan-tree.ts
var PAGE = 4096;
function planTree(tree, walked, packages) {
  const symlinks = [];
  const frames = [];
  let entryCount = 0;
  let contentSize = 0;
  let records = [];
  let filled = 0;
  const close = () => {
    if (filled > 0) frames.push({ contentSize: filled, records });
    records = [];
    filled = 0;
  };
  for (const list of inOrder(tree, walked)) {
    const reader = new RecordReader(list);
    let start = 0;
    let at = 0;
    for (let record = reader.nextSize(); record !== void 0; record = reader.nextSize()) {
      const { end, kind, headerSize: header, size } = record;
      if (kind === SYMLINK_ENTRY) symlinks.push(symlinkOf(list.subarray(at, end)));
      const whole = header + size + padding(size);
      entryCount += 1;
      contentSize += whole;
      if (filled + whole > FRAME_CONTENT) {
        if (at > start) records.push(list.subarray(start, at));
        start = at;
        close();
      }
      if (whole > FRAME_CONTENT) {
        for (const piece of cutFile(list.subarray(at, end), header, size)) frames.push(piece);
        start = end;
      } else filled += whole;
      at = end;
    }
    if (start < list.length) records.push(list.subarray(start));
  }
  if (filled === 0 && frames.length > 0) {
    const last = frames.pop();
    if (last.contentSize + END_SIZE <= FRAME_CONTENT)
      frames.push({ ...last, contentSize: last.contentSize + END_SIZE });
    else frames.push(last, { contentSize: END_SIZE, records: [] });
  } else {
    if (filled + END_SIZE > FRAME_CONTENT) close();
    filled += END_SIZE;
    close();
  }
  contentSize += END_SIZE;
  if (entryCount > MAX_ENTRIES) throw over(tree, `${entryCount} entries, expected at most ${MAX_ENTRIES}`);
  if (contentSize > MAX_BLOB_CONTENT) throw over(tree, `${contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (tree.directory === void 0 && contentSize > MAX_DOCUMENTS)
    throw over(tree, `${contentSize} bytes of documents, expected at most ${MAX_DOCUMENTS}`);
  packages.count(symlinks);
  checkLayerSymlinks(tree.directory?.path ?? tree.prefix, symlinks);
  packages.add(tree.links ?? [], symlinks);
  return { tree, contentSize, entryCount, frames };
}
function symlinkOf(list) {
  const { path, payload } = new RecordReader(list).next();
  return [path, asByteString(Buffer.from(payload).toString("latin1"))];
}
function cutFile(record, header, size) {
  const records = [record];
  const first = FRAME_CONTENT - Math.ceil(header / PAGE) * PAGE;
  const frames = [{ contentSize: header + first, records }];
  for (let fileOffset = first; fileOffset < size; fileOffset += FRAME_CONTENT) {
    const rest = size - fileOffset;
    const contentSize = rest > FRAME_CONTENT ? FRAME_CONTENT : rest + padding(size);
    frames.push({ contentSize, fileOffset, records });
  }
  return frames;
}
function inOrder(tree, walked) {
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
      throw over(tree, `${bytes.byteLength} bytes in ${quote(path)}, expected at most ${MAX_DOCUMENT}`);
    if (path === documents[index - 1]?.path || inside !== void 0 && `${path}/`.startsWith(inside)) {
      throw new Error(`document ${quote(path)} is there twice`);
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

// src/archive/run/plan-trees.ts
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
  const open2 = [];
  let budget = INLINE_BUDGET2;
  for (const walk of walks) {
    if (walk.tree.directory === void 0) continue;
    const top = [{ directory: asByteString(""), listing: walk.top }];
    walk.left = top.length;
    if (budget <= 0) {
      open2.push({ walk, unwalked: top });
      continue;
    }
    const result = await inline.run(walkTask(walk.tree, top, budget));
    budget -= result.entryCount + 1;
    open2.push({ walk, unwalked: found(walk, result, top) });
  }
  if (open2.some(({ unwalked }) => unwalked.length > 0)) {
    const executor = threads();
    const queue = [];
    const stepsOf = (walk, unwalked) => shares(unwalked, executor.depth).map(
      (some) => step(walkTask(walk.tree, some, BUDGET2), (result) => {
        queue.unshift(...stepsOf(walk, found(walk, result, some)));
      })
    );
    for (const { walk, unwalked } of open2) queue.push(...stepsOf(walk, unwalked));
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
  const open2 = [top];
  for (let piece = open2.pop(); piece !== void 0; piece = open2.pop()) {
    if (piece instanceof Uint8Array) records.push(piece);
    else for (const inner of piece.pieces.toReversed()) open2.push(inner);
  }
  return records;
}

// src/archive/run/worker-pool.ts
import { Worker } from "node:worker_threads";
function inlineExecutor() {
  const { perform, close } = taskRunner();
  return { width: 1, depth: 1, close, run: async (task) => perform(task) };
}
var ENTRY = new URL(import.meta.url.endsWith(".ts") ? "../work/worker.ts" : "./worker.mjs", import.meta.url);
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

// src/archive/run/engine.ts
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
    async unpack(blobs, onProgress = () => void 0) {
      runs += 1;
      try {
        await unpackTrees({ blobs, symlinks, paths, run: runs, onProgress }, choose(blobs));
      } finally {
        inline.close();
      }
    },
    link: (trees) => linkTrees(trees, symlinks, inline, threads),
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
  const contentSize = work.reduce((sum2, item) => sum2 + item.contentSize, 0);
  const entryCount = work.reduce((sum2, item) => sum2 + item.entryCount, 0);
  return contentSize <= SMALL.contentSize && entryCount <= SMALL.entryCount;
}

// src/home/import/target-home.ts
import { lstat, readFile, readlink, realpath, stat } from "node:fs/promises";
function targetHome(home) {
  const look = async (path, absent, work) => {
    const full = inHome(home, path);
    try {
      return await work(full);
    } catch (error) {
      if (isAbsent(error)) return absent;
      throw fromSystemError(error, `look at ${full}`);
    }
  };
  return {
    path: home,
    read: (path) => look(path, void 0, (full) => readFile(full)),
    link: (path) => look(path, void 0, textOfLink),
    exists: (path) => look(path, false, async (full) => await lstat(full) !== void 0),
    isDirectory: (path) => look(path, false, async (full) => (await stat(full)).isDirectory()),
    real: (path) => look(path, void 0, (full) => realpath(full))
  };
}
async function textOfLink(path) {
  try {
    return await readlink(path);
  } catch (error) {
    if (errnoOf(error) !== "EINVAL") throw error;
    throw inTheWay(path, (await lstat(path)).isDirectory() ? "a directory" : "a file", "a link or nothing");
  }
}
function inTheWay(path, found, expected) {
  const hint = "Move it out of the way, then run the import again.";
  return new BundleError("PATH_UNSAFE", `Cannot import to ${path}: it is ${found}, expected ${expected}`, { hint });
}
function readOnce(target) {
  const known = /* @__PURE__ */ new Map();
  const read = (path) => {
    const reading = known.get(path) ?? target.read(path);
    known.set(path, reading);
    return reading;
  };
  return { ...target, read };
}
function inHome(home, path) {
  if (path.split("/").some((segment) => segment === "" || segment === "." || segment === ".." || segment.includes("\0"))) {
    throw new BundleError("PATH_UNSAFE", `Cannot use path "${path}": it is not below the home`);
  }
  return home.endsWith("/") ? `${home}${path}` : `${home}/${path}`;
}

// src/home/import/assemble.ts
import { chmod, mkdir, symlink as symlink2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/io/publish.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { lstat as lstat2, open, rename, symlink } from "node:fs/promises";
import { join } from "node:path";
async function publishFile(tree, { path, bytes, mode }, staging) {
  const staged = join(staging, randomUUID());
  await writeNew(staged, bytes, mode);
  await publishPath(tree, path, staged);
}
async function publishLink(tree, { path, target }, staging) {
  const staged = join(staging, randomUUID());
  await symlink(target, staged);
  await publishPath(tree, path, staged);
}
async function publishPath(tree, path, staged) {
  await tree.at(path, (place) => rename(staged, place));
}
async function publishDirectory(tree, path, {
  staged,
  staging,
  isComplete
}) {
  if (await tree.ifThere(path, isComplete)) return false;
  await moveAside(tree, path, staging);
  await publishPath(tree, path, staged);
  return true;
}
async function moveAside(tree, path, staging) {
  await tree.ifThere(path, async (place) => {
    try {
      await rename(place, join(staging, randomUUID()));
    } catch (error) {
      if (isAbsent(error) && !await isThere(place)) return;
      if (errnoOf(error) !== "EXDEV") throw error;
      await removeTree(tree, path);
    }
  });
}
async function writeNew(path, bytes, mode) {
  var _stack = [];
  try {
    const file = __using(_stack, await open(path, "wx", mode), true);
    await file.writeFile(bytes);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function syncFileSystem(path) {
  if (await sync(["-f", path]) || await sync([])) return;
  throw new BundleError("IO_FAILED", `Cannot flush ${path} to disk: \`sync\` failed`);
}
async function sync(args) {
  const child = spawn("sync", args, { stdio: "ignore" });
  try {
    const [status] = await once(child, "exit");
    return status === 0;
  } catch (error) {
    throw new BundleError("IO_FAILED", "Cannot flush to disk: no program `sync`", { cause: error });
  }
}
async function isThere(place) {
  try {
    await lstat2(place);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

// src/home/import/plan-stores.ts
async function planStores(target, closure, read) {
  const wanted = blobsOf(closure);
  const blobs = (await mapInBatches(wanted, (blob) => planBlob(target, blob, read))).flatMap((blob) => blob ?? []);
  const trees = closure.layers.map(({ registry, digest }) => ({ registry, digest, path: layerPath(registry, digest) }));
  const layers = (await mapInBatches(trees, (layer) => planLayer(target, layer))).flatMap((layer) => layer ?? []);
  const packages = await mapInBatches(closure.packages, (pkg) => planPackage(target, pkg));
  const counts = { layers: tally(layers.length, trees.length), blobs: tally(blobs.length, wanted.length) };
  return { blobs, layers, packages, counts };
}
function blobsOf({ packages }) {
  const all = packages.flatMap(
    (owner) => owner.blobs.map((digest) => ({ owner, digest, path: storeBlobPath(owner.registry, digest) }))
  );
  return [...new Map(all.map((blob) => [blob.path, blob])).values()];
}
async function planBlob(target, { owner, digest, path }, read) {
  const bytes = await readBlob(read, owner.registry, digest) ?? await readFromIndex(read, owner, digest);
  const ours = await target.read(path);
  return ours !== void 0 && Buffer.compare(ours, bytes) === 0 ? void 0 : { path, bytes };
}
async function readFromIndex(read, { registry, repositories }, digest) {
  for (const repository of repositories) {
    const bytes = await readReferenced(read, { registry, repository }, digest);
    if (bytes !== void 0) return bytes;
  }
  throw new BundleError(
    "BUNDLE_INVALID",
    `Cannot import ${registry}/${repositories[0] ?? ""}: the bundle lacks blob ${digest}`
  );
}
async function planLayer(target, layer) {
  return await target.isDirectory(`${layer.path}/content`) ? void 0 : layer;
}
async function planPackage(target, pkg) {
  const path = packagePath(pkg.registry, pkg.leaf);
  const state = await packageState(target, path);
  const references = state === "complete" ? await missingLinks(target, blobReferences(target.path, pkg)) : [];
  return { package: pkg, path, state, references, backReferences: [] };
}
async function packageState(target, path) {
  const [content, metadata, resolved, install] = await Promise.all([
    target.isDirectory(`${path}/content`),
    target.read(`${path}/metadata.json`),
    target.read(`${path}/resolve.json`),
    target.read(`${path}/install.json`)
  ]);
  if (content && isReadable(metadata, parseMetadata) && isReadable(resolved, parseResolved) && isReadable(install, requireOk)) {
    return "complete";
  }
  return await target.exists(path) ? "incomplete" : "missing";
}
function isReadable(bytes, parse) {
  try {
    return bytes !== void 0 && parse(bytes, "an installed package") !== void 0;
  } catch (error) {
    if (error instanceof BundleError) return false;
    throw error;
  }
}
function requireOk(bytes, what) {
  const ok = get(parseJson(bytes, what), "ok");
  return ok?.kind === "boolean" && ok.value ? true : void 0;
}
function blobReferences(home, { registry, leaf, blobs }) {
  const folder = `${packagePath(registry, leaf)}/refs/blobs`;
  return blobs.map((digest) => ({
    path: `${folder}/${refName(digest)}`,
    target: inHome(home, storeBlobPath(registry, digest))
  }));
}
async function missingLinks(target, wanted) {
  const texts = await mapInBatches(wanted, ({ path }) => target.link(path));
  return wanted.filter((link, i) => texts[i] !== link.target);
}
function tally(added, all) {
  return { added, present: all - added };
}

// src/home/import/assemble.ts
var FILE_MODE = 438;
var LAUNCHER_MODE = 493;
async function assemblePackage(home, pkg, { directory, now }) {
  await mkdir(directory, { recursive: true });
  const write = (name, text) => writeText(join2(directory, name), text, FILE_MODE);
  await write("manifest.json", pkg.manifest.text);
  await write("metadata.json", pkg.metadata.text);
  await write("resolve.json", formatResolved(pkg.resolved));
  await write("install.json", formatInstall(now));
  await write("digest", pkg.leaf);
  await writeLaunchers(home, pkg, directory);
  await writeReferences(home, pkg, directory);
}
function checkLaunchers(home, packages) {
  const listed = packages.find(({ metadata }) => metadata.env.some(({ type }) => type === "path"));
  if (listed !== void 0 && home.includes(":")) {
    const name = `${listed.registry}/${listed.repositories[0] ?? ""}`;
    const message2 = `Cannot import ${name} into ${home}: its directories go into PATH or a similar list, where a colon separates them`;
    throw new BundleError("HOME_INVALID", message2, { hint: "Choose a home without a colon in its path." });
  }
  const [pkg] = packages.filter(({ metadata }) => metadata.entrypoints.length > 0);
  if (pkg === void 0 || !/['"\n\r\0]/u.test(home)) return;
  const message = `Cannot import ${pkg.registry}/${pkg.repositories[0] ?? ""} into ${JSON.stringify(home)}: its launchers cannot hold a quote or line break`;
  throw new BundleError("HOME_INVALID", message, { hint: "Choose a home without quotes and line breaks in its path." });
}
function formatLauncher(packageRoot) {
  return [
    "#!/bin/sh",
    "# Generated by ocx at install time. Do not edit.",
    `exec "\${OCX_BINARY_PIN:-ocx}" launcher exec '${packageRoot}' -- "$(basename "$0")" "$@"`,
    ""
  ].join("\n");
}
function formatInstall(now) {
  return JSON.stringify({ timestamp: now.toISOString().replace("Z", "000000Z"), ok: true }, null, 2);
}
async function writeLaunchers(home, { registry, leaf, metadata }, directory) {
  if (metadata.entrypoints.length === 0) return;
  await mkdir(join2(directory, "entrypoints"));
  const text = formatLauncher(inHome(home, packagePath(registry, leaf)));
  for (const { name } of metadata.entrypoints) {
    const path = join2(directory, "entrypoints", name);
    await writeText(path, text, LAUNCHER_MODE);
    await chmod(path, LAUNCHER_MODE);
  }
}
async function writeText(path, text, mode) {
  await writeNew(path, text, mode).catch((error) => {
    throw fromSystemError(error, `write ${path}`);
  });
}
async function writeReferences(home, pkg, directory) {
  const { registry, leaf, manifest, dependencies } = pkg;
  const write = async (name, links) => {
    const folder = join2(directory, "refs", name);
    await mkdir(folder, { recursive: true });
    for (const [link, target] of links) await symlink2(inHome(home, target), join2(folder, link));
  };
  await write(
    "layers",
    manifest.layers.map(({ digest }) => [refName(digest), `${layerPath(registry, digest)}/content`])
  );
  if (dependencies.length > 0) {
    const roots = new Map(
      dependencies.map((dependency) => [dependency.leaf, dependency.identifier.registry])
    );
    await write(
      "deps",
      [...roots].map(([digest, owner]) => [refName(digest), `${packagePath(owner, digest)}/content`])
    );
  }
  const prefix = `${packagePath(registry, leaf)}/refs/blobs/`;
  const blobs = join2(directory, "refs", "blobs");
  await mkdir(blobs);
  for (const { path, target } of blobReferences(home, pkg))
    await symlink2(target, join2(blobs, path.slice(prefix.length)));
}

// src/home/import/preflight.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { renameSync } from "node:fs";
import { access, constants as constants2, realpath as realpath2, statfs } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";

// src/home/import/imports-log.ts
import { constants } from "node:fs";
import { appendFile, readFile as readFile2, rm } from "node:fs/promises";
var OWN_FOLDER = ".ocx-bundle";
var LOCK_PATH = `${OWN_FOLDER}/lock`;
var LOG_PATH = `${OWN_FOLDER}/imports.jsonl`;
var UNFINISHED_PATH = `${OWN_FOLDER}/unfinished.json`;
var APPEND = constants.O_WRONLY + constants.O_APPEND + constants.O_CREAT + constants.O_NOFOLLOW;
var setting = object({
  kind: picklist(["index", "candidate", "current"]),
  registry: string(),
  repository: string(),
  tag: exactOptional(string()),
  digest: custom((input) => typeof input === "string" && isDigest(input)),
  before: exactOptional(string())
});
var settingsDocument = object({ settings: array(setting) });
async function readImportsLog(target) {
  const lines = textOf(await target.read(LOG_PATH)).split("\n");
  const last = new Map(lines.flatMap(settingsIn).map((entry) => [keyOf(entry), entry.digest]));
  const unfinished = settingsIn(textOf(await target.read(UNFINISHED_PATH)));
  const unfinishedOf = (key) => unfinished.find((entry) => keyOf(entry) === keyOf(key));
  return {
    setTo: (key) => [last.get(keyOf(key)), unfinishedOf(key)?.digest].filter((digest) => digest !== void 0),
    unfinished,
    unfinishedOf
  };
}
async function writeUnfinished(home, settings, staging) {
  const bytes = Buffer.from(JSON.stringify({ settings }));
  await publishFile(home, { path: UNFINISHED_PATH, bytes, mode: 438 }, staging);
}
function mergeSettings(older, newer) {
  const merged = new Map(older.map((entry) => [keyOf(entry), entry]));
  for (const entry of newer) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}
async function appendToImportsLog(home, record) {
  await home.at(LOG_PATH, async (place) => {
    const line = `${await isTorn(place) ? "\n" : ""}${JSON.stringify(record)}
`;
    await appendFile(place, line, { flag: APPEND });
  });
  await home.ifThere(UNFINISHED_PATH, (place) => rm(place, { force: true }));
}
async function isTorn(path) {
  const text = await readFile2(path, { encoding: "utf8", flag: constants.O_RDONLY + constants.O_NOFOLLOW }).catch(
    (error) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw error;
    }
  );
  return text !== "" && !text.endsWith("\n");
}
function settingsIn(text) {
  try {
    const parsed = safeParse(settingsDocument, JSON.parse(text));
    return parsed.success ? parsed.output.settings : [];
  } catch {
    return [];
  }
}
function textOf(bytes) {
  return Buffer.from(bytes ?? []).toString("utf8");
}
function keyOf({ kind, registry, repository, tag }) {
  return [kind, registry, repository, tag ?? ""].join(" ");
}

// src/home/import/preflight.ts
var STORES = ["blobs", "layers", "packages", "symlinks", "index", "projects", "temp"];
var INODES_OF_A_PACKAGE = 24;
var INODES_OF_A_DOCUMENT = 4;
var BLOCK = 4096;
var LOCK_NAME = 61;
var LONGEST_HOME = LONGEST_LOCK_PATH - LOCK_NAME - 1;
async function checkHome(home) {
  if (!isAbsolute(home))
    throw new BundleError("HOME_INVALID", `Cannot use home "${home}": it is relative, expected an absolute path`);
  await checkLength(home);
  const place = await existing(home);
  if ((await lookAt(place))?.isDirectory() === true) return;
  const hint = "Choose a directory, or a path that does not exist yet.";
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${place} is a file`, { hint });
}
async function checkRoom(home, needs, folders = []) {
  const place = await existing(home);
  try {
    await access(place, constants2.W_OK);
  } catch (error) {
    throw fromSystemError(error, `write to ${place}`);
  }
  if (place === home) checkOneFileSystem(home, folders);
  const { bavail, bsize, files, ffree } = await statfs(place);
  const free = bavail * bsize;
  const lacks = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot import into ${home}: ${lacks.join(", ")}`);
}
function needsOf(plan, sizeOf) {
  const layers = plan.layers.map(sizeOf);
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const content = sum(layers.map(({ contentSize }) => contentSize));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    bytes: content + sum(documents.map(({ bytes }) => bytes.byteLength)) + small * BLOCK,
    inodes: sum(layers.map(({ entryCount }) => entryCount)) + packages * INODES_OF_A_PACKAGE + documents.length * INODES_OF_A_DOCUMENT
  };
}
function checkOneFileSystem(home, folders) {
  for (const folder of /* @__PURE__ */ new Set([...STORES, OWN_FOLDER, ...folders])) {
    const path = inHome(home, folder);
    const number = trialRename(home, path);
    if (number === "EXDEV") {
      const hint = "Move the whole home to one file system, with no mount inside it.";
      const found = `${path} is on another file system, or mounted by itself`;
      throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
    }
    if (number === "EROFS") {
      throw new BundleError("PERMISSION_DENIED", `Cannot write to ${path}: the file system is read-only`);
    }
  }
}
function trialRename(home, directory) {
  const name = randomUUID2();
  try {
    renameSync(`${home}/${name}`, `${directory}/${name}`);
    return void 0;
  } catch (error) {
    return errnoOf(error);
  }
}
async function checkLength(home) {
  const refuse = (length2) => {
    const found = `its path has ${length2} bytes, expected at most ${LONGEST_HOME}`;
    throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint: "Choose a shorter path." });
  };
  const given = Buffer.byteLength(home);
  if (given > MAX_PATH - MAX_NAME) refuse(given);
  const place = await existing(home);
  const length = Buffer.byteLength(await realpath2(place)) + given - Buffer.byteLength(place);
  if (length > LONGEST_HOME) refuse(length);
}
async function existing(path) {
  const parent = dirname(path);
  return await lookAt(path) !== void 0 || parent === path ? path : existing(parent);
}
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// src/home/import/stage-import.ts
import { chmod as chmod2, mkdir as mkdir2 } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/home/import/check-staged.ts
import { lstat as lstat3, readdir, readFile as readFile3 } from "node:fs/promises";
import { join as join3 } from "node:path";

// src/home/import/staged-path.ts
import { createHash } from "node:crypto";
var LENGTH = 16;
function stagedPath(staging, path) {
  return `${staging}/${createHash("sha256").update(path).digest("hex").slice(0, LENGTH)}`;
}

// src/home/import/check-staged.ts
async function checkStaged(plan, staging) {
  for (const layer of plan.layers) await checkLayer(plan.home, layer, staging);
  for (const { path, state } of plan.packages) {
    if (state === "complete") continue;
    if (!(await namesIn(stagedPath(staging, path)))?.includes("content")) throw lost(plan.home, path);
  }
}
async function checkLayer(home, { path, digest }, staging) {
  const staged = stagedPath(staging, path);
  const names = await namesIn(staged);
  if (names === void 0) throw lost(home, path);
  if (names.toSorted().join() !== "content,digest") {
    throw invalidLayer(
      digest,
      `expected content and its digest, got ${names.length === 0 ? "nothing" : names.map((name) => JSON.stringify(name)).join(", ")}`
    );
  }
  if ((await lookAt(join3(staged, "content"), lstat3))?.isDirectory() !== true)
    throw invalidLayer(digest, "its content is not a directory");
  const marker = await lookAt(join3(staged, "digest"), lstat3);
  if (marker?.isFile() !== true || marker.size !== Buffer.byteLength(digest))
    throw invalidLayer(digest, "its digest is not a file with only the digest");
  if (await readFile3(join3(staged, "digest"), "utf8") !== digest)
    throw invalidLayer(digest, "its digest file names another layer");
}
function invalidLayer(digest, what) {
  return new BundleError("BUNDLE_INVALID", `Cannot import layer ${digest}: ${what}`);
}
function lost(home, path) {
  const hint = "Run the import again, and `ocx clean` only when it has finished.";
  return new BundleError("FILE_CHANGED", `Cannot import into ${home}: ${path} was removed meanwhile`, { hint });
}
async function namesIn(directory) {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw error;
  }
}

// src/home/import/stage-import.ts
var STAGING = `${OWN_FOLDER}/staging`;
var FILE_MODE2 = 438;
async function openHomeStaging(home) {
  return openStaging({ root: home, folder: STAGING, links: STORES });
}
async function removeLeftovers(home) {
  await sweepStaging({ root: home, folder: STAGING });
}
function stagedLayer({ path }, staging) {
  return stagedPath(staging.path, path);
}
async function fixLayerModes(plan, staging) {
  await checkStaged({ ...plan, packages: [] }, staging.path);
  const mode = FILE_MODE2 & ~process.umask();
  await mapInBatches(plan.layers, async (layer) => {
    const path = `${stagedLayer(layer, staging)}/digest`;
    await chmod2(path, mode).catch((error) => {
      throw fromSystemError(error, `change the mode of ${path}`);
    });
  });
}
async function assemblePackages(plan, staging, now) {
  await mapInBatches(incomplete(plan), async ({ package: pkg, path }) => {
    const directory = stagedPath(staging.tree.path, path);
    try {
      await assemblePackage(plan.home, pkg, { directory, now });
      await mkdir2(join4(directory, "content"));
    } catch (error) {
      throw fromSystemError(error, `assemble ${pkg.registry}/${pkg.repositories[0] ?? pkg.leaf}`);
    }
  });
}
function contentLinks(plan, staging) {
  const links = incomplete(plan).flatMap(
    ({ package: pkg, path }) => layerLinks(pkg, `${stagedPath(staging.path, path)}/content`)
  );
  const staged = new Set(plan.layers.map(({ path }) => path));
  return {
    from: ({ path }) => links.filter(({ layer }) => layer === path).map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    present: links.filter(({ layer }) => !staged.has(layer)).map(({ layer, link }) => ({ ...link, path: `${staging.root.path}/${layer}/content` }))
  };
}
function layerLinks(pkg, content) {
  return pkg.manifest.layers.map(({ digest, strip = stripOf(pkg), prefix }) => ({
    layer: layerPath(pkg.registry, digest),
    link: { owner: packageName(pkg), content, strip, prefix }
  }));
}
function packageName({ registry, repositories, leaf }) {
  return formatIdentifier({ registry, repository: repositories[0] ?? "", digest: leaf });
}
function stripOf({ metadata }) {
  return metadata.stripComponents ?? 0;
}
function incomplete({ packages }) {
  return packages.filter(({ state }) => state !== "complete");
}

export {
  openEngine,
  publishFile,
  publishLink,
  publishPath,
  publishDirectory,
  moveAside,
  syncFileSystem,
  targetHome,
  inTheWay,
  readOnce,
  inHome,
  planStores,
  blobReferences,
  missingLinks,
  checkLaunchers,
  formatInstall,
  stagedPath,
  checkStaged,
  LOCK_PATH,
  LOG_PATH,
  UNFINISHED_PATH,
  readImportsLog,
  writeUnfinished,
  mergeSettings,
  appendToImportsLog,
  STORES,
  checkHome,
  checkRoom,
  needsOf,
  openHomeStaging,
  removeLeftovers,
  stagedLayer,
  fixLayerModes,
  assemblePackages,
  contentLinks,
  layerLinks
};
