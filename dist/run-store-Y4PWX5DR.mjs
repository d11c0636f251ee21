import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OWN_FOLDER,
  STAGING,
  entriesOf,
  findEntry,
  formatEntry,
  isManifestType,
  leasedDigests,
  openStore,
  openUsage,
  reachOf,
  readPieces,
  readRootName,
  removeFromStore,
  takeLease,
  walkManifests,
  withLock,
  writeIndex
} from "./chunk-CT3U7Z7S.mjs";
import {
  checkDirectory
} from "./chunk-YOXFS7R5.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-DBHZBBRJ.mjs";
import {
  openStaging
} from "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-25RYL5EJ.mjs";
import {
  REF_NAME,
  STORE_NAME,
  STORE_TAG,
  blobPath
} from "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-J7RN6EX5.mjs";
import {
  readRanges
} from "./chunk-CZ2U25SC.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  DEFAULT_TAG,
  isRepositoryName,
  isTagName
} from "./chunk-KONVVQEL.mjs";
import {
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  algorithmOf,
  digester,
  isDigest
} from "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/store/add-to-store.ts
import { randomUUID } from "node:crypto";
import { lstat, open, rename } from "node:fs/promises";
import { join } from "node:path";
var PIECE = 1024 * 1024;
async function addToStore(store, { content, root, name, origin, signal }) {
  var _stack = [];
  try {
    const reached = [...(await reachOf(content, root)).values()];
    await checkPlace(store);
    const staging = __using(_stack, await openStaging({ root: store, folder: STAGING }), true);
    await withLock(store, async () => {
      if (!await isDirectoryLayout(store)) await writeIndex(staging, []);
    });
    const _ = __using(_stack, await takeLease(
      store,
      reached.map(({ digest }) => digest)
    ), true);
    const blobs = reached.filter(({ mediaType }) => !isManifestType(mediaType));
    const manifests = reached.filter(({ mediaType }) => isManifestType(mediaType)).toReversed();
    const missing = [];
    for (const descriptor of [...blobs, ...manifests]) if (!await hasBlob(store, descriptor)) missing.push(descriptor);
    await content.expect(reached);
    await copyBlobs(staging, content, { missing, signal });
    await content.finish();
    const entry = nameEntry(root, name);
    await withLock(store, async () => {
      var _stack2 = [];
      try {
        await writeIndex(staging, await indexWith(store, entry));
        const usage = __using(_stack2, openUsage(store));
        const now = Date.now();
        usage.set(root.digest, { added: now, used: now, origin });
      } catch (_3) {
        var _error2 = _3, _hasError2 = true;
      } finally {
        __callDispose(_stack2, _error2, _hasError2);
      }
    });
    return { entry, blobs: missing.length, bytes: missing.reduce((sum, { size }) => sum + size, 0) };
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkPlace(store) {
  await checkDirectory(store).catch(async (error) => {
    if (await lookAt(join(store, OWN_FOLDER)) === void 0) throw error;
    await withLock(store, () => checkDirectory(store));
  });
}
function nameEntry({ mediaType, digest, size, platform, artifactType }, { repository, tag }) {
  const annotations = { [REF_NAME]: `${repository}-${tag}`, [STORE_NAME]: repository, [STORE_TAG]: tag };
  const descriptor = {
    mediaType,
    digest,
    size,
    annotations,
    ...platform && { platform },
    ...artifactType !== void 0 && { artifactType }
  };
  return { descriptor, name: { repository, tag } };
}
async function indexWith(store, entry) {
  var _stack = [];
  try {
    const content = __using(_stack, openDirectoryLayout(store), true);
    const { repository, tag } = entry.name ?? {};
    const index = (await content.roots()).flatMap((descriptor) => {
      const name = readRootName(descriptor);
      if (name?.repository !== repository) return [descriptor];
      if (descriptor.digest === entry.descriptor.digest && (name?.tag === void 0 || name.tag === tag)) return [];
      if (name?.tag !== tag) return [descriptor];
      return [{ ...descriptor, annotations: { [STORE_NAME]: repository ?? "" } }];
    });
    const refName = entry.descriptor.annotations?.[REF_NAME];
    const rival = entriesOf(index).find(({ descriptor }) => descriptor.annotations?.[REF_NAME] === refName);
    if (rival === void 0) return [...index, entry.descriptor];
    const found = `${formatEntry(rival)} is called ${refName} for other tools, as this one would be`;
    throw new BundleError("OPTION_INVALID", `Cannot add ${formatEntry(entry)}: ${found}`, {
      hint: "Choose another name or tag with `--as`."
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function copyBlobs(staging, content, { missing, signal }) {
  var _stack = [];
  try {
    const opened = await openAll(content, missing);
    const ahead = missing.filter(({ mediaType }) => !isManifestType(mediaType));
    const _ = __using(_stack, content.prefetch(ahead, { directory: staging.path, signal }), true);
    for (const [descriptor, bytes] of opened) await copyBlob(staging, content.name, { descriptor, bytes });
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function hasBlob(store, { digest, size }) {
  const there = await lookAt(join(store, blobPath(digest)), lstat);
  return there?.isFile() === true && there.size === size;
}
async function openAll(content, descriptors) {
  const opened = /* @__PURE__ */ new Map();
  for (const descriptor of descriptors) {
    const { digest, size } = descriptor;
    const bytes = await content.open(descriptor);
    if (bytes?.size !== size) {
      const found = bytes === void 0 ? "it is missing" : `it has ${bytes.size} bytes, expected ${size}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot copy blob ${digest} of ${content.name}: ${found}`);
    }
    opened.set(descriptor, bytes);
  }
  return opened;
}
async function copyBlob(staging, place, { descriptor, bytes }) {
  const { digest, mediaType } = descriptor;
  const staged = join(staging.path, randomUUID());
  const hash = digester(algorithmOf(digest));
  const isAhead = !isManifestType(mediaType);
  try {
    {
      var _stack = [];
      try {
        const file = __using(_stack, await open(staged, "wx", 420), true);
        for (let done = 0; done < bytes.size; done += PIECE) {
          const size = Math.min(PIECE, bytes.size - done);
          const piece = isAhead ? await readRanges(await bytes.locate(done, size)) : await bytes.read(done, size);
          hash.update(piece);
          await file.writeFile(piece);
          if (isAhead) bytes.release?.(done, size);
        }
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    const found = hash.digest();
    if (found !== digest)
      throw new BundleError("DIGEST_MISMATCH", `Cannot copy blob of ${place}: got ${found}, expected ${digest}`);
    await staging.root.at(blobPath(digest), (target) => rename(staged, target));
  } catch (error) {
    throw fromSystemError(error, `write blob ${digest} into the store`);
  }
}

// src/store/check-store.ts
var PIECE2 = 1024 * 1024;
async function checkEntries(content, entries, onBytes) {
  const seen = /* @__PURE__ */ new Set();
  const damaged = [];
  let bytes = 0;
  for (const entry of entries) {
    const note = ({ digest }, found) => void damaged.push({ entry: formatEntry(entry), digest, found });
    try {
      if (await content.open(entry.descriptor) === void 0) note(entry.descriptor, "it is missing");
      for await (const { descriptor, links } of walkManifests(
        content,
        entry.descriptor,
        ({ digest }) => seen.has(digest)
      )) {
        seen.add(descriptor.digest);
        const found = links === void 0 ? await whatIsWrong(content, descriptor, onBytes) : void 0;
        bytes += descriptor.size;
        if (found !== void 0) note(descriptor, found);
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      note(entry.descriptor, error.message);
    }
  }
  return { blobs: seen.size, bytes, damaged };
}
async function whatIsWrong(content, descriptor, onBytes) {
  const bytes = await content.open(descriptor);
  if (bytes === void 0) return "it is missing";
  if (bytes.size !== descriptor.size) return `it has ${bytes.size} bytes, expected ${descriptor.size}`;
  const hash = digester(algorithmOf(descriptor.digest));
  for await (const piece of readPieces(bytes, { start: 0, end: bytes.size, most: PIECE2 })) {
    hash.update(piece);
    onBytes(piece.byteLength);
  }
  const found = hash.digest();
  return found === descriptor.digest ? void 0 : `its digest is ${found}`;
}

// src/store/collect-garbage.ts
import { readdir, rm, stat } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/store/plan-removal.ts
function planRemoval(rows, { keep, unusedFor, maxSize }, now) {
  const newestFirst = rows.toReversed().toSorted((a, b) => (b.usage?.added ?? now) - (a.usage?.added ?? now));
  const seen = /* @__PURE__ */ new Map();
  const stays = newestFirst.filter(({ entry, usage }) => {
    const name = entry.name?.repository ?? "";
    const place = (seen.get(name) ?? 0) + 1;
    seen.set(name, place);
    const isOld = unusedFor !== void 0 && now - (usage?.used ?? now) > unusedFor;
    return !isOld && (keep === void 0 || place <= keep);
  });
  const usedLast = stays.toSorted((a, b) => (b.usage?.used ?? now) - (a.usage?.used ?? now));
  const most = maxSize ?? Number.POSITIVE_INFINITY;
  for (let size = sizeOf(usedLast); size > most && usedLast.length > 0; size = sizeOf(usedLast)) usedLast.pop();
  const kept = new Set(usedLast.map(({ entry }) => entry));
  return rows.map(({ entry }) => entry).filter((entry) => !kept.has(entry));
}
function sizeOf(rows) {
  const sizes = new Map(rows.flatMap(({ blobs }) => [...blobs.values()].map(({ digest, size }) => [digest, size])));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

// src/store/collect-garbage.ts
async function collectGarbage(store, policy, dryRun) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    const staging = __using(_stack, await openStaging({ root: store, folder: STAGING }), true);
    return await withLock(store, async () => {
      var _stack2 = [];
      try {
        const roots = await content.roots();
        const usage = __using(_stack2, openUsage(store));
        const now = Date.now();
        const rows = [];
        for (const entry of entriesOf(roots)) {
          const { digest } = entry.descriptor;
          rows.push({ entry, usage: usage.of(digest), blobs: await reachOf(content, entry.descriptor) });
        }
        const removed = planRemoval(rows, policy, now);
        const kept = rows.filter(({ entry }) => !removed.includes(entry));
        const marked = /* @__PURE__ */ new Set([...kept.flatMap(({ blobs }) => [...blobs.keys()]), ...await leasedDigests(store)]);
        if (!dryRun) {
          const gone = new Set(removed.map(({ descriptor }) => descriptor));
          if (gone.size > 0)
            await writeIndex(
              staging,
              roots.filter((root) => !gone.has(root))
            );
          usage.keepOnly(new Set(kept.map(({ entry }) => entry.descriptor.digest)));
          for (const { entry, usage: known } of kept)
            if (known === void 0) usage.set(entry.descriptor.digest, { added: now, used: now, origin: "" });
        }
        return { removed, ...await sweep(store, marked, dryRun) };
      } catch (_2) {
        var _error2 = _2, _hasError2 = true;
      } finally {
        __callDispose(_stack2, _error2, _hasError2);
      }
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function sweep(store, marked, dryRun) {
  let [blobs, bytes] = [0, 0];
  try {
    for (const algorithm of await namesIn(join2(store, "blobs"))) {
      for (const hex of await namesIn(join2(store, "blobs", algorithm))) {
        const digest = `${algorithm}:${hex}`;
        if (!isDigest(digest) || marked.has(digest)) continue;
        const path = join2(store, blobPath(digest));
        bytes += (await stat(path)).size;
        blobs += 1;
        if (!dryRun) await rm(path, { force: true });
      }
    }
  } catch (error) {
    throw fromSystemError(error, `collect the garbage of store ${store}`);
  }
  return { blobs, bytes };
}
async function namesIn(folder) {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

// src/store/list-store.ts
async function listStore(store) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    const rows = [];
    for (const entry of entriesOf(await content.roots()))
      rows.push({ entry, usage: void 0, blobs: await reachOf(content, entry.descriptor) });
    const usages = await readUsages(
      store,
      rows.map(({ entry }) => entry.descriptor.digest)
    );
    const needed = Map.groupBy(
      rows.flatMap(({ entry, blobs }) => [...blobs.keys()].map((digest) => ({ digest, root: entry.descriptor.digest }))),
      ({ digest }) => digest
    );
    const isOwn = (digest) => new Set(needed.get(digest)?.map(({ root }) => root)).size === 1;
    const entries = rows.map(({ entry, blobs }) => ({
      entry,
      size: sizeOf([{ blobs }]),
      own: sizeOf([{ blobs: new Map([...blobs].filter(([digest]) => isOwn(digest))) }]),
      usage: usages.get(entry.descriptor.digest)
    }));
    return { entries, size: sizeOf(rows) };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readUsages(store, digests) {
  try {
    return await withLock(store, async () => {
      var _stack = [];
      try {
        const usage = __using(_stack, openUsage(store));
        return new Map(digests.map((digest) => [digest, usage.of(digest)]));
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "PERMISSION_DENIED") return /* @__PURE__ */ new Map();
    throw error;
  }
}

// src/commands/run-store.ts
async function runStore(request, context, reporter) {
  const store = storePath(request, context);
  switch (request.action) {
    case "add": {
      const { entry, blobs, bytes } = await add(store, request, context);
      return { action: "add", name: formatEntry(entry), digest: entry.descriptor.digest, blobs, bytes };
    }
    case "list": {
      const { entries, size } = await listStore(store);
      return { action: "list", bundles: entries.map(describe), size };
    }
    case "show": {
      const { entries } = await listStore(store);
      const wanted = findEntry(
        entries.map(({ entry }) => entry),
        request.name
      );
      const shown = entries.find(({ entry }) => entry === wanted);
      if (shown === void 0) throw new Error("an entry that was found is in the list");
      return { action: "show", bundle: describe(shown) };
    }
    case "check": {
      const { blobs, bytes } = await check(store, request.names, reporter);
      return { action: "check", blobs, bytes };
    }
    case "remove":
      return { action: "remove", removed: (await removeFromStore(store, request.names)).map(formatEntry) };
    case "gc": {
      const { dryRun } = request;
      const { removed, blobs, bytes } = await collectGarbage(store, request, dryRun);
      return { action: "gc", removed: removed.map(formatEntry), blobs, bytes, dryRun };
    }
  }
}
function describe({ entry, size, own, usage }) {
  const told = usage && { added: isoTime(usage.added), used: isoTime(usage.used), origin: usage.origin };
  return { name: formatEntry(entry), digest: entry.descriptor.digest, size, own, ...told };
}
function isoTime(milliseconds) {
  return new Date(milliseconds).toISOString();
}
function storePath({ store }, context) {
  const given = store ?? context.variables["OCX_BUNDLE_STORE"];
  if (given !== void 0 && given !== "") return userPath(given, context);
  throw new BundleError("OPTION_INVALID", "Cannot open the store: --store is not given", {
    hint: "Set `--store DIR` or OCX_BUNDLE_STORE."
  });
}
async function add(store, { source, as }, context) {
  var _stack = [];
  try {
    const content = __using(_stack, await openInput(source, context), true);
    const bundle = await openBundle(content);
    const root = (await content.roots()).find(({ digest }) => digest === bundle.digest) ?? bundle.descriptor;
    return await addToStore(store, {
      content,
      root,
      name: parseName(as ?? bundle.name),
      origin: content.name,
      signal: context.signal
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function parseName(text) {
  const [, name = "", tag = DEFAULT_TAG] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
  const repository = name.toLowerCase();
  if (isRepositoryName(repository) && isTagName(tag)) return { repository, tag };
  throw new BundleError("OPTION_INVALID", `Cannot add the bundle as "${text}": that is not a name and a tag`, {
    hint: "Set `--as` to a name of letters and digits, with single dots, dashes, underscores and slashes between them."
  });
}
async function check(store, names, reporter) {
  var _stack = [];
  try {
    const list = await listStoreSize(store);
    const content = __using(_stack, await openStore(store), true);
    const all = entriesOf(await content.roots());
    const entries = names.length === 0 ? all : names.map((name) => findEntry(all, name));
    let done = 0;
    const checked = await checkEntries(content, entries, (bytes) => {
      done += bytes;
      reporter.progress("verify", Math.min(done, list), list);
    });
    if (checked.damaged.length === 0) return checked;
    const lines = checked.damaged.map(({ entry, digest, found }) => `Cannot verify ${digest} of ${entry}: ${found}`);
    throw new BundleError("DIGEST_MISMATCH", lines, {
      hint: "Remove these bundles with `store remove`, run `store gc`, then add them again."
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function listStoreSize(store) {
  return await listStore(store).then(
    ({ size }) => size,
    () => 0
  );
}
export {
  runStore
};
