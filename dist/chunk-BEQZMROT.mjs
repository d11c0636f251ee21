import {
  entriesOf,
  formatEntry,
  openUsage,
  reachOf,
  writeIndex
} from "./chunk-MSVKVSFM.mjs";
import {
  takeLease
} from "./chunk-MSCB2SV5.mjs";
import {
  readRootName
} from "./chunk-ONDZEFK7.mjs";
import {
  LEASES,
  LOCK_FILE,
  STORE_FOLDER,
  STORE_STAGING,
  USAGE_FILE,
  openStoreStaging,
  readRoots,
  withLock
} from "./chunk-N5JKQISP.mjs";
import {
  checkDirectory
} from "./chunk-7K4GLWP3.mjs";
import {
  isDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import {
  INDEX_FILE_171,
  LAYOUT_FILE_171,
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  REF_NAME_136,
  STORE_NAME_136,
  STORE_TAG_136
} from "./chunk-PN52QW44.mjs";
import {
  algorithmOf_82,
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  bytesInMemory,
  openByPath,
  openRegular,
  readInto
} from "./chunk-CYMBCZ23.mjs";
import {
  isAbsent,
  lookAt,
  namesIn
} from "./chunk-GJP4ZKXN.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/store/copy-blob.ts
import { randomUUID } from "node:crypto";
import { lstat, open, rename } from "node:fs/promises";
import { join } from "node:path";

// src/io/read-pieces.ts
async function* readPieces(bytes, { start, end, most }) {
  const size = Math.min(most, end - start);
  const buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let turn = 0;
  for (const { path, offset, length } of await bytes.locate(start, end - start)) {
    var _stack = [];
    try {
      const file = __using(_stack, (await openRegular(path)).file, true);
      for (let done = 0; done < length; done += size) {
        const piece = buffers[turn++ % 2]?.subarray(0, Math.min(size, length - done)) ?? new Uint8Array();
        await readInto(file, piece, { path, offset: offset + done, length: piece.byteLength });
        yield piece;
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  }
}

// src/store/hash-blob.ts
var PIECE = 1024 * 1024;
async function hashBlob(bytes, expected, onBytes = () => {
}) {
  const hash = digester_82(algorithmOf_82(expected));
  for await (const piece of readPieces(bytes, { start: 0, end: bytes.size, most: PIECE })) {
    hash.update(piece);
    onBytes(piece.byteLength);
  }
  return hash.digest();
}

// src/store/copy-blob.ts
var PIECE2 = 1024 * 1024;
var RUN = 16 * PIECE2;
async function storeHasBlob(store, { digest, size }) {
  const there = await lookAt(join(store, blobPath_171(digest)), lstat);
  return there?.isFile() === true && there.size === size;
}
async function storeHasGoodBlob(store, blob, signal) {
  const bytes = await storeHasBlob(store, blob) ? await openByPath(join(store, blobPath_171(blob.digest))) : void 0;
  return bytes !== void 0 && await hashBlob(bytes, blob.digest, () => signal.throwIfAborted()) === blob.digest;
}
async function copyBlob(staging, { descriptor, bytes, place, isAhead, signal }) {
  const { digest } = descriptor;
  const staged = join(staging.path, randomUUID());
  const hash = digester_82(algorithmOf_82(digest));
  try {
    {
      var _stack = [];
      try {
        const file = __using(_stack, await open(staged, "wx", 420), true);
        let writing;
        for await (const piece of isAhead ? locatedPieces(bytes) : readPieceByPiece(bytes)) {
          signal?.throwIfAborted();
          hash.update(piece);
          await writing;
          writing = file.writeFile(piece);
          writing.catch(() => {
          });
        }
        await writing;
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
    await staging.root.at(blobPath_171(digest), (target) => rename(staged, target));
  } catch (error) {
    throw fromSystemError(error, `write blob ${digest} into the store`);
  }
}
async function* locatedPieces(bytes) {
  for (let start = 0; start < bytes.size; start += RUN) {
    const end = Math.min(bytes.size, start + RUN);
    yield* readPieces(bytes, { start, end, most: PIECE2 });
    bytes.release?.(start, end - start);
  }
}
async function* readPieceByPiece(bytes) {
  for (let done = 0; done < bytes.size; done += PIECE2) yield bytes.read(done, Math.min(PIECE2, bytes.size - done));
}

// src/store/add-to-store.ts
import { join as join3 } from "node:path";

// src/store/new-store.ts
import { rm, rmdir } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";
async function watchNewStore(store) {
  if (await isDirectoryLayout_138(store)) return async () => {
  };
  const made = await firstMissing(store);
  return async () => {
    try {
      if (await lookAt(join2(store, STORE_FOLDER)) === void 0) return;
      await withLock(store, () => removeLayout(store));
      if (made !== void 0) await removeUpTo(made, store);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
    }
  };
}
async function firstMissing(path) {
  let missing;
  for (let each = path; await lookAt(each) === void 0; each = dirname(each)) missing = each;
  return missing;
}
async function removeUpTo(first, directory) {
  for (let path = directory; path.length >= first.length; path = dirname(path)) if (!await isRemoved(path)) return;
}
async function removeLayout(store) {
  if (await lookAt(join2(store, STORE_STAGING)) !== void 0 || (await namesIn(join2(store, LEASES))).length > 0)
    return;
  if (await isDirectoryLayout_138(store) && (await readRoots(store)).length > 0) return;
  const blobs = join2(store, "blobs");
  for (const folder of [...(await namesIn(blobs)).map((name) => join2(blobs, name)), blobs])
    if (!await isRemoved(folder)) return;
  for (const file of [LAYOUT_FILE_171, INDEX_FILE_171, USAGE_FILE]) await rm(join2(store, file), { force: true });
  await isRemoved(join2(store, LEASES));
  await rm(join2(store, LOCK_FILE), { force: true });
  await isRemoved(join2(store, STORE_FOLDER));
}
async function isRemoved(directory) {
  try {
    await rmdir(directory);
    return true;
  } catch (error) {
    return isAbsent(error);
  }
}

// src/store/publish-entry.ts
async function publishEntry(store, staging, { root, name, origin, attached = [] }) {
  return withLock(store, async () => {
    var _stack = [];
    try {
      const usage = __using(_stack, openUsage(store));
      const entry = nameEntry(root, name);
      const index = indexWith(await readRoots(store), entry);
      const there = new Set(index.map(({ digest }) => digest));
      noteAddition(usage, root, { added: Date.now(), origin });
      await writeIndex(staging, [...index, ...attached.filter(({ digest }) => !there.has(digest))]);
      usage.forgetPartial(root.digest);
      return entry;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  });
}
async function publishQuietly(store, staging, { root, name, origin, attached = [] }) {
  await withLock(store, async () => {
    var _stack = [];
    try {
      const usage = __using(_stack, openUsage(store));
      const roots = await readRoots(store);
      const there = new Set(roots.map(({ digest }) => digest));
      const entries = there.has(root.digest) ? [] : [freeEntry(roots, root, name)];
      const added = [...entries, ...attached.filter(({ digest }) => !there.has(digest))];
      noteAddition(usage, root, { origin });
      if (added.length > 0) await writeIndex(staging, [...roots, ...added]);
      usage.forgetPartial(root.digest);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  });
}
function noteAddition(usage, { digest }, given) {
  const used = Date.now();
  usage.set(digest, { added: used, ...usage.of(digest), ...given, used });
}
function nameEntry(root, { repository, tag }) {
  const annotations = { [REF_NAME_136]: `${repository}-${tag}`, [STORE_NAME_136]: repository, [STORE_TAG_136]: tag };
  return { descriptor: { ...bare(root), annotations }, name: { repository, tag } };
}
function freeEntry(roots, root, name) {
  if (name === void 0) return bare(root);
  const { descriptor } = nameEntry(root, name);
  const isTaken = roots.some(
    (other) => other.annotations?.[REF_NAME_136] === descriptor.annotations?.[REF_NAME_136] || readRootName(other)?.repository === name.repository && readRootName(other)?.tag === name.tag
  );
  return isTaken ? { ...bare(root), annotations: { [STORE_NAME_136]: name.repository } } : descriptor;
}
function bare({ mediaType, digest, size, platform, artifactType }) {
  return {
    mediaType,
    digest,
    size,
    ...platform && { platform },
    ...artifactType !== void 0 && { artifactType }
  };
}
function indexWith(roots, entry) {
  const { repository, tag } = entry.name ?? {};
  const index = roots.flatMap((descriptor) => {
    const name = readRootName(descriptor);
    if (name?.repository !== repository) return [descriptor];
    if (descriptor.digest === entry.descriptor.digest && (name?.tag === void 0 || name.tag === tag)) return [];
    if (name?.tag !== tag) return [descriptor];
    return [{ ...descriptor, annotations: { [STORE_NAME_136]: repository ?? "" } }];
  });
  const refName = entry.descriptor.annotations?.[REF_NAME_136];
  const rival = entriesOf(index).find(({ descriptor }) => descriptor.annotations?.[REF_NAME_136] === refName);
  if (rival === void 0) return [...index, entry.descriptor];
  const found = `${formatEntry(rival)} has the name ${refName} for other tools, which this one would have too`;
  throw new BundleError("OPTION_INVALID", `Cannot add ${formatEntry(entry)}: ${found}`, {
    hint: "Choose another name or tag with `--as`."
  });
}

// src/store/write-referrers.ts
function referrerDocuments(referrers) {
  return referrers.flatMap(
    ({ documents }) => documents.map((document) => ({ ...document, size: document.bytes.byteLength }))
  );
}
async function writeDocuments(staging, documents, lacks) {
  const written = [];
  for (const document of documents) {
    if (!await lacks(document)) continue;
    const bytes = bytesInMemory(document.digest, document.bytes);
    await copyBlob(staging, { descriptor: document, bytes, place: document.digest, isAhead: false });
    written.push(document);
  }
  return written;
}

// src/store/add-to-store.ts
async function addToStore(store, { content, ...addition }) {
  const reached = [...(await reachOf(content, [addition.root])).values()];
  return await addEntry(store, { ...addition, needs: reached }, async (staging, lacking) => {
    const blobs = lacking.filter(({ mediaType }) => !isManifestType_79(mediaType));
    const manifests = lacking.filter(({ mediaType }) => isManifestType_79(mediaType)).toReversed();
    await content.expect(reached);
    await copyBlobs(staging, content, { missing: [...blobs, ...manifests], signal: addition.signal });
    await content.finish();
  });
}
async function addEntry(store, addition, fill) {
  await checkPlace(store);
  const takeBack = await watchNewStore(store);
  try {
    return await addWatched(store, addition, fill);
  } catch (error) {
    await takeBack();
    throw error;
  }
}
async function addWatched(store, { root, name, origin, needs, referrers = [], signal }, fill) {
  var _stack = [];
  try {
    const staging = __using(_stack, await openStoreStaging(store), true);
    await makeLayout(store, staging);
    const documents = referrerDocuments(referrers);
    const _ = __using(_stack, await takeLease(
      store,
      [...needs, ...documents].map(({ digest }) => digest)
    ), true);
    const isKnown = await lookAt(join3(store, blobPath_171(root.digest))) !== void 0;
    const lacks = async (blob) => !await (isKnown ? storeHasGoodBlob(store, blob, signal) : storeHasBlob(store, blob));
    const lacking = [];
    for (const descriptor of needs) if (await lacks(descriptor)) lacking.push(descriptor);
    await fill(staging, lacking);
    const written = [...lacking, ...await writeDocuments(staging, documents, lacks)];
    const attached = referrers.map(({ descriptor }) => descriptor);
    const entry = await publishEntry(store, staging, { root, name, origin, attached });
    return { entry, blobs: written.length, bytes: written.reduce((sum, { size }) => sum + size, 0) };
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function makeLayout(store, staging) {
  await withLock(store, async () => {
    if (await isDirectoryLayout_138(store)) await readRoots(store);
    else await writeIndex(staging, []);
  });
}
async function checkPlace(store) {
  await checkDirectory(store).catch(async (error) => {
    if (await lookAt(join3(store, STORE_FOLDER)) === void 0) throw error;
    await withLock(store, () => checkDirectory(store));
  });
}
async function copyBlobs(staging, content, { missing, signal }) {
  var _stack = [];
  try {
    const opened = await openAll(content, missing);
    const ahead = missing.filter(({ mediaType }) => !isManifestType_79(mediaType));
    const _ = __using(_stack, content.prefetch(ahead, { directory: staging.path, signal }), true);
    for (const [descriptor, bytes] of opened)
      await copyBlob(staging, {
        descriptor,
        bytes,
        place: content.name,
        isAhead: !isManifestType_79(descriptor.mediaType),
        signal
      });
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
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

export {
  hashBlob,
  storeHasBlob,
  copyBlob,
  watchNewStore,
  publishQuietly,
  referrerDocuments,
  writeDocuments,
  addToStore,
  addEntry,
  makeLayout,
  checkPlace
};
