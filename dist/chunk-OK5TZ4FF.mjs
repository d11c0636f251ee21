import {
  readRootName
} from "./chunk-JFDLF4FB.mjs";
import {
  USAGE_FILE
} from "./chunk-SGSR5RWY.mjs";
import {
  readLinks,
  walkManifests
} from "./chunk-B67AUA6M.mjs";
import {
  INDEX_FILE_164,
  LAYOUT_FILE_164,
  encodeLayoutFile_164
} from "./chunk-RK6YA52Z.mjs";
import {
  isManifestType_78
} from "./chunk-NGU3A6MU.mjs";
import {
  encodeImageIndex_148
} from "./chunk-3UEUDSEO.mjs";
import {
  REF_NAME_134,
  STORE_NAME_134
} from "./chunk-OO2FR422.mjs";
import {
  hexOf_81,
  isDigest_81
} from "./chunk-L3CNCDPX.mjs";
import {
  DEFAULT_TAG_118
} from "./chunk-TUC4HGQ4.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/store/entries.ts
async function readIndex(store) {
  const roots = await store.roots();
  const manifests = roots.filter(({ mediaType }) => isManifestType_78(mediaType));
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
  return annotations?.[REF_NAME_134] === void 0 && annotations?.[STORE_NAME_134] === void 0;
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
  return roots.filter(({ mediaType }) => isManifestType_78(mediaType)).map((descriptor) => {
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
    hint: `Write NAME:TAG, NAME, or at least ${FEWEST_DIGITS} digits of a digest, as \`store list\` shows them.`
  });
}
var FEWEST_DIGITS = 6;
function matches(entries, wanted) {
  const named = entries.filter((entry) => entry.name?.repository === wanted);
  const latest = named.filter(({ name }) => name?.tag === DEFAULT_TAG_118);
  if (named.length > 0) return latest.length > 0 ? latest : named;
  const exact = entries.filter((entry) => formatEntry(entry) === wanted);
  if (exact.length > 0) return exact;
  const [, repository, digits = ""] = /^(?:(.+)@)?(?:sha256:)?([0-9a-f]+)$/.exec(wanted) ?? [];
  if (digits.length < FEWEST_DIGITS) return [];
  return entries.filter(
    ({ name, descriptor }) => hexOf_81(descriptor.digest).startsWith(digits) && (repository === void 0 || name?.repository === repository)
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
  const get = database.prepare("SELECT added, used, origin FROM usage WHERE digest = ?");
  const allPartials = database.prepare("SELECT root, used, digests FROM partial");
  for (const statement of [get, allPartials]) statement.setReadBigInts(true);
  const put = database.prepare("INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?)");
  const remove = database.prepare("DELETE FROM usage WHERE digest = ?");
  const putPartial = database.prepare("INSERT OR REPLACE INTO partial VALUES (?, ?, ?)");
  const removePartial = database.prepare("DELETE FROM partial WHERE root = ?");
  const write = (statement, ...values) => {
    try {
      statement.run(...values);
    } catch (error) {
      throw fromDisk(error, path);
    }
  };
  return {
    of(digest) {
      const row = get.get(digest);
      return row && { added: timeIn(row["added"]), used: timeIn(row["used"]), origin: String(row["origin"] ?? "") };
    },
    set: (digest, { added, used, origin }) => write(put, digest, added, used, origin),
    keepOnly(digests) {
      const rows = database.prepare("SELECT digest FROM usage").all();
      const known = digests;
      for (const { digest } of rows) if (!known.has(String(digest))) write(remove, String(digest));
    },
    partials: () => allPartials.all().flatMap(parsePartial),
    setPartial: ({ root, used, digests }) => write(putPartial, root, used, digests.join(" ")),
    forgetPartial: (root) => write(removePartial, root),
    [Symbol.dispose]: () => database.close()
  };
}
function parsePartial({ root, used, digests }) {
  const name = String(root);
  return isDigest_81(name) ? [{ root: name, used: timeIn(used), digests: String(digests).split(" ").filter(isDigest_81) }] : [];
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
    if (failure instanceof BundleError) throw failure;
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
var SQLITE_FULL = 13;
var PRIMARY_CODES = 256;
function fromDisk(error, path) {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) % PRIMARY_CODES : void 0;
  const failed = `Cannot write ${path}`;
  if (code === SQLITE_FULL) return new BundleError("DISK_FULL", `${failed}: no space is left`, { cause: error });
  if (code === SQLITE_READONLY)
    return new BundleError("PERMISSION_DENIED", `${failed}: permission denied`, { cause: error });
  return fromSystemError(error, `write ${path}`);
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
  await publish(staging, INDEX_FILE_164, encodeImageIndex_148(descriptors));
  await publish(staging, LAYOUT_FILE_164, encodeLayoutFile_164());
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
