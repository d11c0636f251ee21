import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  acquireLock,
  openStaging,
  tryLock
} from "./chunk-6EIPEB5A.mjs";
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-25RYL5EJ.mjs";
import {
  DOCKER_MANIFEST,
  DOCKER_MANIFEST_LIST,
  IMAGE_INDEX,
  IMAGE_MANIFEST,
  INDEX_FILE,
  LAYOUT_FILE,
  REF_NAME,
  STORE_NAME,
  STORE_TAG,
  descriptorSchema,
  encodeImageIndex,
  encodeLayoutFile,
  parseDocument,
  readWhole
} from "./chunk-YUE3TQ5N.mjs";
import {
  openRegular,
  readInto
} from "./chunk-CZ2U25SC.mjs";
import {
  MAX_MANIFEST,
  isAbsent,
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  DEFAULT_TAG,
  isRepositoryName,
  isTagName
} from "./chunk-KONVVQEL.mjs";
import {
  array,
  digestOf,
  exactOptional,
  hexOf,
  isDigest,
  isDigestOf,
  literal,
  object,
  record,
  string
} from "./chunk-663NMWFT.mjs";
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

// src/oci/links.ts
var MANIFEST_TYPES = [IMAGE_MANIFEST, IMAGE_INDEX, DOCKER_MANIFEST, DOCKER_MANIFEST_LIST];
function isManifestType(mediaType) {
  return MANIFEST_TYPES.includes(mediaType);
}
var linksSchema = object({
  schemaVersion: literal(2),
  artifactType: exactOptional(string()),
  config: exactOptional(descriptorSchema),
  layers: exactOptional(array(descriptorSchema), []),
  manifests: exactOptional(array(descriptorSchema), []),
  subject: exactOptional(descriptorSchema),
  annotations: exactOptional(record(string(), string()))
});
function parseLinks(bytes) {
  const { config, layers, manifests, subject, ...document } = parseDocument(bytes, linksSchema, "manifest");
  const artifactType = document.artifactType ?? config?.mediaType;
  return {
    to: [...config === void 0 ? [] : [config], ...layers, ...manifests],
    ...subject !== void 0 && { subject },
    ...artifactType !== void 0 && { artifactType },
    ...document.annotations && { annotations: document.annotations }
  };
}

// src/layout/walk-manifests.ts
async function* walkManifests(content, root, isKnown) {
  const waiting = [root];
  for (let descriptor = waiting.pop(); descriptor !== void 0; descriptor = waiting.pop()) {
    if (isKnown(descriptor)) continue;
    if (!isManifestType(descriptor.mediaType)) yield { descriptor };
    else {
      const links = await readLinks(content, descriptor);
      if (links === void 0) continue;
      yield { descriptor, links };
      waiting.push(...links.to.toReversed());
    }
  }
}
async function readLinks(content, descriptor) {
  const bytes = await content.open(descriptor);
  if (bytes === void 0) return void 0;
  const document = await readWhole(bytes, "manifest", MAX_MANIFEST);
  if (isDigestOf(descriptor.digest, document)) return parseLinks(document);
  const found = `got ${digestOf(document)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify a manifest in ${content.name}: ${found}`);
}

// src/oci/root-name.ts
import { basename } from "node:path";
function readRootName({ annotations = {} }) {
  const own = annotations[STORE_NAME];
  const name = own ?? annotations[REF_NAME];
  if (name === void 0) return void 0;
  const colon = own === void 0 ? name.lastIndexOf(":") : -1;
  const repository = (colon === -1 ? name : name.slice(0, colon)).toLowerCase();
  const after = colon === -1 ? DEFAULT_TAG : name.slice(colon + 1);
  const tag = own === void 0 ? after : annotations[STORE_TAG];
  if (!isRepositoryName(repository) || tag !== void 0 && !isTagName(tag)) return void 0;
  return { repository, ...tag !== void 0 && { tag } };
}
function repositoryOfPlace(place) {
  const stem = basename(place).toLowerCase().replace(/(\.tar)?(\.parts\.json)?$/, "");
  const name = stem.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return name === "" ? "bundle" : name;
}

// src/store/entries.ts
function entriesOf(roots) {
  return roots.filter(({ mediaType }) => isManifestType(mediaType)).map((descriptor) => {
    const name = readRootName(descriptor);
    return { descriptor, ...name && { name } };
  });
}
function formatEntry({ name, descriptor: { digest } }) {
  if (name === void 0) return digest;
  return name.tag === void 0 ? `${name.repository}@${digest}` : `${name.repository}:${name.tag}`;
}
function findEntry(entries, wanted) {
  const [entry] = findNames(entries, wanted);
  if (entry === void 0) throw new Error("what was found has a name");
  return entry;
}
function findNames(entries, wanted) {
  const found = matches(entries, wanted);
  const digests = new Set(found.map(({ descriptor }) => descriptor.digest));
  if (digests.size === 1) return found;
  const several = digests.size > 1;
  const list = listOf(several ? found : entries);
  throw several ? new BundleError("BUNDLE_AMBIGUOUS", `Cannot choose "${wanted}": it can be ${list}`, {
    hint: "Write more of the name or of the digest."
  }) : new BundleError("BUNDLE_NOT_FOUND", `Cannot find "${wanted}": the store has ${list}`);
}
var FEWEST_DIGITS = 6;
function matches(entries, wanted) {
  const named = entries.filter((entry) => entry.name?.repository === wanted);
  const latest = named.filter(({ name }) => name?.tag === DEFAULT_TAG);
  if (named.length > 0) return latest.length > 0 ? latest : named;
  const exact = entries.filter((entry) => formatEntry(entry) === wanted);
  if (exact.length > 0) return exact;
  const [, repository, digits = ""] = /^(?:(.+)@)?(?:sha256:)?([0-9a-f]+)$/.exec(wanted) ?? [];
  if (digits.length < FEWEST_DIGITS) return [];
  return entries.filter(
    ({ name, descriptor }) => hexOf(descriptor.digest).startsWith(digits) && (repository === void 0 || name?.repository === repository)
  );
}
var MOST = 20;
function listOf(entries) {
  if (entries.length === 0) return "nothing";
  const rest = entries.length - MOST;
  const names = entries.slice(0, MOST).map((entry) => `${formatEntry(entry)} (${entry.descriptor.digest.slice(0, 19)})`);
  return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
async function reachOf(store, root) {
  const reached = /* @__PURE__ */ new Map();
  for await (const { descriptor } of walkManifests(store, root, ({ digest }) => reached.has(digest)))
    reached.set(descriptor.digest, descriptor);
  return reached;
}

// src/store/place.ts
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
var OWN_FOLDER = ".ocx-bundle";
var STAGING = `${OWN_FOLDER}/staging`;
var PATIENCE = 6e4;
async function openStore(store) {
  if (await isDirectoryLayout(store)) return openDirectoryLayout(store);
  throw new BundleError("BUNDLE_NOT_FOUND", `Cannot open store ${store}: it is not there, or is no OCI image layout`, {
    hint: "Set `--store` or OCX_BUNDLE_STORE to the directory. `ocx-bundle store add` makes one."
  });
}
var USAGE_FILE = `${OWN_FOLDER}/usage.db`;
async function isStore(path) {
  return await lookAt(join(path, USAGE_FILE)) !== void 0;
}
async function withLock(store, work) {
  var _stack = [];
  try {
    const own = join(store, OWN_FOLDER);
    try {
      await mkdir(own, { recursive: true });
    } catch (error) {
      throw fromSystemError(error, `change store ${store}`);
    }
    const _ = __using(_stack, await acquireLock(join(own, "lock"), PATIENCE).catch((error) => {
      if (!(error instanceof BundleError) || error.code !== "LOCK_TIMEOUT") throw error;
      throw new BundleError(error.code, error.message, { cause: error, hint: "Run it again: `store gc` may take long." });
    }));
    return await work();
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}

// src/store/usage.ts
import { rmSync } from "node:fs";
import { join as join2 } from "node:path";
import { DatabaseSync } from "node:sqlite";
var VERSION = 1;
function openUsage(store) {
  const path = join2(store, USAGE_FILE);
  const database = openDatabase(path);
  const get = database.prepare("SELECT added, used, origin FROM usage WHERE digest = ?");
  const put = database.prepare("INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?)");
  const remove2 = database.prepare("DELETE FROM usage WHERE digest = ?");
  return {
    of(digest) {
      const row = get.get(digest);
      return row && { added: Number(row["added"]), used: Number(row["used"]), origin: String(row["origin"]) };
    },
    set: (digest, { added, used, origin }) => void put.run(digest, added, used, origin),
    keepOnly(digests) {
      const rows = database.prepare("SELECT digest FROM usage").all();
      const known = digests;
      for (const { digest } of rows) if (!known.has(String(digest))) remove2.run(String(digest));
    },
    [Symbol.dispose]: () => database.close()
  };
}
function openDatabase(path) {
  try {
    return prepare(path);
  } catch {
    for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
    return prepare(path);
  }
}
function prepare(path) {
  const database = new DatabaseSync(path);
  try {
    const version = database.prepare("PRAGMA user_version").get()?.["user_version"];
    if (version !== VERSION) {
      database.exec("DROP TABLE IF EXISTS usage");
      database.exec("CREATE TABLE usage (digest TEXT PRIMARY KEY, added INTEGER, used INTEGER, origin TEXT) STRICT");
      database.exec(`PRAGMA user_version = ${VERSION}`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

// src/store/write-index.ts
import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join as join3 } from "node:path";
async function writeIndex(staging, descriptors) {
  await publish(staging, INDEX_FILE, encodeImageIndex(descriptors));
  await publish(staging, LAYOUT_FILE, encodeLayoutFile());
}
async function publish(staging, path, bytes) {
  const staged = join3(staging.path, randomUUID());
  try {
    await writeFile(staged, bytes, { flag: "wx", mode: 420 });
    await staging.root.at(path, (place) => rename(staged, place));
  } catch (error) {
    throw fromSystemError(error, `write ${path} of the store`);
  }
}

// src/store/change-store.ts
async function removeFromStore(store, wanted) {
  var _stack = [];
  try {
    const content = __using(_stack, await openStore(store), true);
    const staging = __using(_stack, await openStaging({ root: store, folder: STAGING }), true);
    return await withLock(store, async () => {
      var _stack2 = [];
      try {
        const roots = await content.roots();
        const entries = entriesOf(roots);
        const found = new Set(wanted.flatMap((each) => findNames(entries, each)));
        const gone = new Set([...found].map(({ descriptor }) => descriptor));
        const kept = roots.filter((root) => !gone.has(root));
        await writeIndex(staging, kept);
        const usage = __using(_stack2, openUsage(store));
        usage.keepOnly(new Set(kept.map(({ digest }) => digest)));
        return [...found];
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
async function noteUse(store, digests) {
  await withLock(store, async () => {
    var _stack = [];
    try {
      const usage = __using(_stack, openUsage(store));
      const now = Date.now();
      for (const digest of digests) {
        const known = usage.of(digest);
        usage.set(digest, { added: known?.added ?? now, used: now, origin: known?.origin ?? "" });
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  });
}

// src/store/lease.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { mkdir as mkdir2, readdir, readFile, rm, writeFile as writeFile2 } from "node:fs/promises";
import { join as join4 } from "node:path";
async function takeLease(store, digests) {
  const folder = join4(store, OWN_FOLDER, "leases");
  return withLock(store, async () => {
    try {
      await mkdir2(folder, { recursive: true });
      const path = join4(folder, randomUUID2());
      const lock = await tryLock(path);
      if (lock === void 0) throw new Error(`another process holds the new lock ${path}`);
      await writeFile2(`${path}.json`, JSON.stringify(digests), { flag: "wx" });
      const leave = async () => {
        await remove(path);
        lock[Symbol.dispose]();
      };
      return { [Symbol.asyncDispose]: leave };
    } catch (error) {
      throw fromSystemError(error, `take a lease in store ${store}`);
    }
  });
}
async function leasedDigests(store) {
  const folder = join4(store, OWN_FOLDER, "leases");
  const leased = /* @__PURE__ */ new Set();
  const names = await readdir(folder).catch((error) => {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read the leases of store ${store}`);
  });
  for (const name of names.filter((each) => !each.endsWith(".json"))) {
    var _stack = [];
    try {
      const path = join4(folder, name);
      const lock = __using(_stack, await tryLock(path, { create: false }).catch(ifStillThere));
      if (lock === null) continue;
      if (lock !== void 0) await remove(path);
      else for (const digest of await readLease(`${path}.json`)) leased.add(digest);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
  return leased;
}
function ifStillThere(error) {
  if (error instanceof Error && "code" in error && error.code === "FILE_NOT_FOUND") return null;
  throw error;
}
async function readLease(path) {
  try {
    const digests = JSON.parse(await readFile(path, "utf8"));
    return Array.isArray(digests) ? digests.filter((each) => typeof each === "string" && isDigest(each)) : [];
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
async function remove(path) {
  await rm(`${path}.json`, { force: true });
  await rm(path, { force: true });
}

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

export {
  isManifestType,
  readRootName,
  repositoryOfPlace,
  walkManifests,
  readLinks,
  entriesOf,
  formatEntry,
  findEntry,
  reachOf,
  OWN_FOLDER,
  STAGING,
  openStore,
  isStore,
  withLock,
  takeLease,
  leasedDigests,
  openUsage,
  writeIndex,
  removeFromStore,
  noteUse,
  readPieces
};
