import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Digest, isDigest } from "../oci/digest.ts";
import { USAGE_FILE } from "./open-store.ts";

/** The record of a manifest in a store. Times in milliseconds since 1970. */
export interface Usage {
  readonly added: number;
  readonly used: number;
  /** Its source when it was added. */
  readonly origin: string;
}

/** A bundle of which an import has kept some blobs, but not all. */
export interface PartialBundle {
  readonly root: Digest;
  /** Time of the last import that read it. */
  readonly used: number;
  /** All blobs of the bundle. The store has some of them. */
  readonly digests: readonly Digest[];
}

/** Version of the schema. Of another one, a new record is begun: the layout has all that matters. */
const VERSION = 2;

/**
 * The record of use. Only under the lock of the store. A record that is lost, damaged or of another version is begun anew; what
 * is in the store then counts as added now.
 */
export interface UsageRecord extends Disposable {
  of(digest: Digest): Usage | undefined;
  set(digest: Digest, usage: Usage): void;
  /** Removes the rows of all others. */
  keepOnly(digests: ReadonlySet<Digest>): void;
  partials(): readonly PartialBundle[];
  setPartial(partial: PartialBundle): void;
  forgetPartial(root: Digest): void;
}

export function openUsage(store: string): UsageRecord {
  const path = join(store, USAGE_FILE);
  const database = openDatabase(path);
  const get = database.prepare("SELECT added, used, origin FROM usage WHERE digest = ?");
  const put = database.prepare("INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?)");
  const remove = database.prepare("DELETE FROM usage WHERE digest = ?");
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
      const known: ReadonlySet<string> = digests;
      for (const { digest } of rows) if (!known.has(String(digest))) remove.run(String(digest));
    },
    partials: () => database.prepare("SELECT root, used, digests FROM partial").all().flatMap(parsePartial),
    setPartial: ({ root, used, digests }) => void putPartial.run(root, used, digests.join(" ")),
    forgetPartial: (root) => void removePartial.run(root),
    [Symbol.dispose]: () => database.close(),
  };
}

function parsePartial({ root, used, digests }: Record<string, unknown>): readonly PartialBundle[] {
  const name = String(root);
  return isDigest(name)
    ? [{ root: name, used: Number(used), digests: String(digests).split(" ").filter(isDigest) }]
    : [];
}

function openDatabase(path: string): DatabaseSync {
  try {
    return prepare(path);
  } catch {
    // Damaged: nobody else reads it while the store is locked.
    for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
    return prepare(path);
  }
}

function prepare(path: string): DatabaseSync {
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
