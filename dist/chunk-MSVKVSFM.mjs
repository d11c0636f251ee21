import {
  FEWEST_DIGITS_83,
  isBeginningOf_83,
  parsePartialDigest_83
} from "./chunk-LDSWBCHB.mjs";
import {
  readRootName
} from "./chunk-ONDZEFK7.mjs";
import {
  USAGE_FILE
} from "./chunk-N5JKQISP.mjs";
import {
  readLinks,
  walkManifests
} from "./chunk-MAZFSUYI.mjs";
import {
  INDEX_FILE_171,
  LAYOUT_FILE_171,
  encodeLayoutFile_171
} from "./chunk-OGS7A7K6.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  encodeImageIndex_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  REF_NAME_136,
  STORE_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  isDigest_82
} from "./chunk-GX6YAEWI.mjs";
import {
  DEFAULT_TAG_119
} from "./chunk-HNLNHLU6.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/store/entries.ts
async function readIndex(store) {
  const roots = await store.roots();
  const manifests = roots.filter(({ mediaType }) => isManifestType_79(mediaType));
  const subjects = /* @__PURE__ */ new Map();
  for (const root of manifests.filter(isNameless)) {
    const subject = await subjectOf(store, root);
    if (subject !== void 0) subjects.set(root, subject);
  }
  const referrers = manifests.filter((root) => subjects.has(root));
  const others = manifests.filter((root) => !subjects.has(root));
  const byDigest = new Map([...referrers, ...others].map((root) => [root.digest, root]));
  const isAttached = chainsThatEnd(manifests, subjects, byDigest);
  const attached = Map.groupBy(referrers.filter(isAttached), (root) => subjects.get(root) ?? root.digest);
  return { roots, entries: entriesOf(manifests.filter((root) => !isAttached(root))), attached };
}
function chainsThatEnd(manifests, subjects, byDigest) {
  const known = new Map(
    manifests.filter((root) => !subjects.has(root)).map((root) => [root, true])
  );
  return (root) => {
    if (!subjects.has(root)) return false;
    const chain = [];
    let at = root;
    while (at !== void 0 && !known.has(at)) {
      known.set(at, false);
      chain.push(at);
      at = byDigest.get(subjects.get(at) ?? at.digest);
    }
    const ends = at !== void 0 && known.get(at) === true;
    for (const each of chain) known.set(each, ends);
    return ends;
  };
}
function isNameless({ annotations }) {
  return annotations?.[REF_NAME_136] === void 0 && annotations?.[STORE_NAME_136] === void 0;
}
async function subjectOf(store, root) {
  try {
    return (await readLinks(store, root))?.subject?.digest;
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}
function entriesOf(roots) {
  return roots.filter(({ mediaType }) => isManifestType_79(mediaType)).map((descriptor) => {
    const name = readRootName(descriptor);
    return { descriptor, ...name && { name } };
  });
}
function rootsOf(index, { descriptor }) {
  const found = [descriptor];
  for (const { digest } of found) for (const each of index.attached.get(digest) ?? []) found.push(each);
  return found;
}
function rootsWithout(index, removed) {
  const stays = new Set(
    index.entries.filter((entry) => !removed.includes(entry)).map(({ descriptor }) => descriptor.digest)
  );
  const gone = new Set(
    removed.flatMap((entry) => stays.has(entry.descriptor.digest) ? [entry.descriptor] : rootsOf(index, entry))
  );
  return index.roots.filter((root) => !gone.has(root));
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
  }) : new BundleError("BUNDLE_NOT_FOUND", `Cannot find "${wanted}": the store has ${list}`, {
    hint: `Write NAME:TAG, NAME, or at least ${FEWEST_DIGITS_83} digits of a digest, as \`store list\` shows them.`
  });
}
function matches(entries, wanted) {
  const named = entries.filter((entry) => entry.name?.repository === wanted);
  const latest = named.filter(({ name }) => name?.tag === DEFAULT_TAG_119);
  if (named.length > 0) return latest.length > 0 ? latest : named;
  const exact = entries.filter((entry) => formatEntry(entry) === wanted);
  if (exact.length > 0) return exact;
  const at = wanted.lastIndexOf("@");
  const digest = parsePartialDigest_83(wanted.slice(at + 1));
  if (digest === void 0) return [];
  return entries.filter(
    ({ name, descriptor }) => isBeginningOf_83(digest, descriptor.digest) && (at === -1 || name?.repository === wanted.slice(0, at))
  );
}
var MOST = 20;
function listOf(entries) {
  if (entries.length === 0) return "nothing";
  const rest = entries.length - MOST;
  const names = entries.slice(0, MOST).map((entry) => `${formatEntry(entry)} (${entry.descriptor.digest.slice(0, 19)})`);
  return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
async function reachOf(store, roots) {
  const reached = /* @__PURE__ */ new Map();
  for (const root of roots)
    for await (const { descriptor } of walkManifests(store, root, ({ digest }) => reached.has(digest)))
      reached.set(descriptor.digest, descriptor);
  return reached;
}

// src/store/usage.ts
import { closeSync, lstatSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
var FILE_MODE = 438;
var VERSION = 2;
function openUsage(store) {
  const path = join(store, USAGE_FILE);
  const database = openDatabase(path);
  const attempt = (work) => {
    try {
      return work();
    } catch (cause) {
      const found = cause instanceof Error ? cause.message : String(cause);
      throw fromDisk(cause, path) ?? new BundleError("IO_FAILED", `Cannot use ${path}: ${found}`, { cause });
    }
  };
  const prepared = (sql) => attempt(() => database.prepare(sql));
  const get = prepared("SELECT added, used, origin FROM usage WHERE digest = ?");
  const allPartials = prepared("SELECT root, used, digests FROM partial");
  for (const statement of [get, allPartials]) statement.setReadBigInts(true);
  const put = prepared("INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?)");
  const remove = prepared("DELETE FROM usage WHERE digest = ?");
  const putPartial = prepared("INSERT OR REPLACE INTO partial VALUES (?, ?, ?)");
  const removePartial = prepared("DELETE FROM partial WHERE root = ?");
  const write = (statement, ...values) => void attempt(() => statement.run(...values));
  return {
    of(digest) {
      const row = attempt(() => get.get(digest));
      return row && { added: timeIn(row["added"]), used: timeIn(row["used"]), origin: String(row["origin"] ?? "") };
    },
    set: (digest, { added, used, origin }) => write(put, digest, added, used, origin),
    keepOnly(digests) {
      const rows = attempt(() => prepared("SELECT digest FROM usage").all());
      const known = digests;
      for (const { digest } of rows) if (!known.has(String(digest))) write(remove, String(digest));
    },
    partials: () => attempt(() => allPartials.all()).flatMap(parsePartial),
    setPartial: ({ root, used, digests }) => write(putPartial, root, used, digests.join(" ")),
    forgetPartial: (root) => write(removePartial, root),
    [Symbol.dispose]: () => database.close()
  };
}
function parsePartial({ root, used, digests }) {
  const name = String(root);
  return isDigest_82(name) ? [{ root: name, used: timeIn(used), digests: String(digests).split(" ").filter(isDigest_82) }] : [];
}
var LAST_TIME = 864e13;
function timeIn(value) {
  const time = Number(value);
  return time >= 0 && time <= LAST_TIME ? time : 0;
}
function openDatabase(path) {
  const files = ["", "-journal", "-wal", "-shm"].map((end) => `${path}${end}`);
  for (const file of files) if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) removeFile(file);
  makeFile(path);
  try {
    return prepare(path);
  } catch (error) {
    const failure = fromDisk(error, path);
    if (failure !== void 0) throw failure;
    files.forEach(removeFile);
    makeFile(path);
    return prepare(path);
  }
}
function makeFile(path) {
  try {
    closeSync(openSync(path, "a", FILE_MODE));
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}
var SQLITE_READONLY = 8;
var SQLITE_IOERR = 10;
var SQLITE_FULL = 13;
var SQLITE_CANTOPEN = 14;
var PRIMARY_CODES = 256;
function fromDisk(error, path) {
  if (!(error instanceof Error) || !("errcode" in error)) return void 0;
  const failed = `Cannot write ${path}`;
  switch (Number(error.errcode) % PRIMARY_CODES) {
    case SQLITE_FULL:
      return new BundleError("DISK_FULL", `${failed}: no space is left`, { cause: error });
    case SQLITE_READONLY:
      return new BundleError("PERMISSION_DENIED", `${failed}: permission denied`, { cause: error });
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return new BundleError("IO_FAILED", `${failed}: ${error.message}`, { cause: error });
    default:
      return void 0;
  }
}
function removeFile(path) {
  rmSync(path, { recursive: true, force: true });
}
var TABLES = [
  "CREATE TABLE usage (digest TEXT PRIMARY KEY, added INTEGER, used INTEGER, origin TEXT) STRICT",
  "CREATE TABLE partial (root TEXT PRIMARY KEY, used INTEGER, digests TEXT) STRICT"
];
function prepare(path) {
  const database = new DatabaseSync(path);
  try {
    const version = database.prepare("PRAGMA user_version").get()?.["user_version"];
    if (version === VERSION) return checked(database);
    database.exec("DROP TABLE IF EXISTS usage; DROP TABLE IF EXISTS partial");
    for (const table of TABLES) database.exec(table);
    database.exec(`PRAGMA user_version = ${VERSION}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
function checked(database) {
  const [health] = database.prepare("PRAGMA quick_check(1)").all();
  const schema = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").all();
  if (health?.["quick_check"] === "ok" && schema.map(({ sql }) => sql).join() === TABLES.join()) return database;
  throw new Error("the record of use is damaged");
}

// src/store/write-index.ts
import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";
async function writeIndex(staging, descriptors) {
  await publish(staging, INDEX_FILE_171, encodeImageIndex_151(descriptors));
  await publish(staging, LAYOUT_FILE_171, encodeLayoutFile_171());
}
async function publish(staging, path, bytes) {
  const staged = join2(staging.path, randomUUID());
  try {
    await writeFile(staged, bytes, { flag: "wx", mode: 420 });
    await staging.root.at(path, (place) => rename(staged, place));
  } catch (error) {
    throw fromSystemError(error, `write ${path} of the store`);
  }
}

export {
  readIndex,
  entriesOf,
  rootsOf,
  rootsWithout,
  formatEntry,
  findEntry,
  findNames,
  reachOf,
  openUsage,
  writeIndex
};
