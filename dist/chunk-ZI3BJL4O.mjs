import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readRootName
} from "./chunk-LJNXJK74.mjs";
import {
  LEASES,
  USAGE_FILE,
  withLock
} from "./chunk-W5YVL5HU.mjs";
import {
  tryLock
} from "./chunk-XQLJGAJ5.mjs";
import {
  walkManifests
} from "./chunk-7XECXOME.mjs";
import {
  INDEX_FILE,
  LAYOUT_FILE,
  encodeLayoutFile
} from "./chunk-OUNWGCP3.mjs";
import {
  encodeImageIndex
} from "./chunk-WNBWGKGN.mjs";
import {
  isManifestType
} from "./chunk-4DSASQNQ.mjs";
import {
  openRegular,
  readInto
} from "./chunk-TUPD2LI7.mjs";
import {
  isAbsent
} from "./chunk-JH3NGZWR.mjs";
import {
  DEFAULT_TAG
} from "./chunk-QETTNQ5Q.mjs";
import {
  hexOf,
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  fromSystemError
} from "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

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

// src/store/lease.ts
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function takeLease(store, digests) {
  const folder = join(store, LEASES);
  return withLock(store, async () => {
    try {
      await mkdir(folder, { recursive: true });
      const path = join(folder, randomUUID());
      const lock = await tryLock(path);
      if (lock === void 0) throw new Error(`another process holds the new lock ${path}`);
      await writeFile(`${path}.json`, JSON.stringify(digests), { flag: "wx" });
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
  const folder = join(store, LEASES);
  const leased = /* @__PURE__ */ new Set();
  const names = await readdir(folder).catch((error) => {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read the leases of store ${store}`);
  });
  for (const name of names.filter((each) => !each.endsWith(".json"))) {
    var _stack = [];
    try {
      const path = join(folder, name);
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

// src/store/usage.ts
import { rmSync } from "node:fs";
import { join as join2 } from "node:path";
import { DatabaseSync } from "node:sqlite";
var VERSION = 2;
function openUsage(store) {
  const path = join2(store, USAGE_FILE);
  const database = openDatabase(path);
  const get = database.prepare("SELECT added, used, origin FROM usage WHERE digest = ?");
  const put = database.prepare("INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?)");
  const remove2 = database.prepare("DELETE FROM usage WHERE digest = ?");
  const putPartial = database.prepare("INSERT OR REPLACE INTO partial VALUES (?, ?, ?)");
  const removePartial = database.prepare("DELETE FROM partial WHERE root = ?");
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
    partials: () => database.prepare("SELECT root, used, digests FROM partial").all().flatMap(parsePartial),
    setPartial: ({ root, used, digests }) => void putPartial.run(root, used, digests.join(" ")),
    forgetPartial: (root) => void removePartial.run(root),
    [Symbol.dispose]: () => database.close()
  };
}
function parsePartial({ root, used, digests }) {
  const name = String(root);
  return isDigest(name) ? [{ root: name, used: Number(used), digests: String(digests).split(" ").filter(isDigest) }] : [];
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
      database.exec("DROP TABLE IF EXISTS usage; DROP TABLE IF EXISTS partial");
      database.exec("CREATE TABLE usage (digest TEXT PRIMARY KEY, added INTEGER, used INTEGER, origin TEXT) STRICT");
      database.exec("CREATE TABLE partial (root TEXT PRIMARY KEY, used INTEGER, digests TEXT) STRICT");
      database.exec(`PRAGMA user_version = ${VERSION}`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

// src/store/write-index.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { rename, writeFile as writeFile2 } from "node:fs/promises";
import { join as join3 } from "node:path";
async function writeIndex(staging, descriptors) {
  await publish(staging, INDEX_FILE, encodeImageIndex(descriptors));
  await publish(staging, LAYOUT_FILE, encodeLayoutFile());
}
async function publish(staging, path, bytes) {
  const staged = join3(staging.path, randomUUID2());
  try {
    await writeFile2(staged, bytes, { flag: "wx", mode: 420 });
    await staging.root.at(path, (place) => rename(staged, place));
  } catch (error) {
    throw fromSystemError(error, `write ${path} of the store`);
  }
}

export {
  readPieces,
  entriesOf,
  formatEntry,
  findEntry,
  findNames,
  reachOf,
  takeLease,
  leasedDigests,
  openUsage,
  writeIndex
};
