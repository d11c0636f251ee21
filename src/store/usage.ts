import { closeSync, lstatSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { BundleError } from "../errors.ts";
import { fromSystemError } from "../io/system-error.ts";
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

/** Mode of the file before the umask. */
const FILE_MODE = 0o666;

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

/** @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`; so does what reads or changes the record */
export function openUsage(store: string): UsageRecord {
  const path = join(store, USAGE_FILE);
  const database = openDatabase(path);
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      const found = cause instanceof Error ? cause.message : String(cause);
      throw fromDisk(cause, path) ?? new BundleError("IO_FAILED", `Cannot use ${path}: ${found}`, { cause });
    }
  };
  const prepared = (sql: string): StatementSync => attempt(() => database.prepare(sql));
  const get = prepared("SELECT added, used, origin FROM usage WHERE digest = ?");
  const allPartials = prepared("SELECT root, used, digests FROM partial");
  // Else a number beyond 2^53 is an error.
  for (const statement of [get, allPartials]) statement.setReadBigInts(true);
  const put = prepared("INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?)");
  const remove = prepared("DELETE FROM usage WHERE digest = ?");
  const putPartial = prepared("INSERT OR REPLACE INTO partial VALUES (?, ?, ?)");
  const removePartial = prepared("DELETE FROM partial WHERE root = ?");
  const write = (statement: StatementSync, ...values: readonly (string | number)[]): void =>
    void attempt(() => statement.run(...values));
  return {
    of(digest) {
      const row = attempt(() => get.get(digest));
      return row && { added: timeIn(row["added"]), used: timeIn(row["used"]), origin: String(row["origin"] ?? "") };
    },
    set: (digest, { added, used, origin }) => write(put, digest, added, used, origin),
    keepOnly(digests) {
      const rows = attempt(() => prepared("SELECT digest FROM usage").all());
      const known: ReadonlySet<string> = digests;
      for (const { digest } of rows) if (!known.has(String(digest))) write(remove, String(digest));
    },
    partials: () => attempt(() => allPartials.all()).flatMap(parsePartial),
    setPartial: ({ root, used, digests }) => write(putPartial, root, used, digests.join(" ")),
    forgetPartial: (root) => write(removePartial, root),
    [Symbol.dispose]: () => database.close(),
  };
}

function parsePartial({ root, used, digests }: Record<string, unknown>): readonly PartialBundle[] {
  const name = String(root);
  return isDigest(name)
    ? [{ root: name, used: timeIn(used), digests: String(digests).split(" ").filter(isDigest) }]
    : [];
}

/** The largest number that is a time. Source: ECMAScript, "Time Values and Time Range" */
const LAST_TIME = 8.64e15;

/** A time that another program may have written: 0, long ago, for one that is none. */
function timeIn(value: unknown): number {
  const time = Number(value);
  return time >= 0 && time <= LAST_TIME ? time : 0;
}

function openDatabase(path: string): DatabaseSync {
  const files = ["", "-journal", "-wal", "-shm"].map((end) => `${path}${end}`);
  // SQLite follows links, and would change the file that one leads to.
  for (const file of files) if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) removeFile(file);
  makeFile(path);
  try {
    return prepare(path);
  } catch (error) {
    const failure = fromDisk(error, path);
    if (failure !== undefined) throw failure;
    // Damaged: nobody else reads it while the store is locked.
    files.forEach(removeFile);
    makeFile(path);
    return prepare(path);
  }
}

/**
 * Makes the file if it is absent, so that all users who share a store may write to it. Also checks that this one may: SQLite would
 * open it for reading only.
 */
function makeFile(path: string): void {
  try {
    closeSync(openSync(path, "a", FILE_MODE));
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

/** SQLite's primary result codes for what is not damage. Source: sqlite.org/rescode.html */
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
/** Number of primary result codes: an extended code has its primary code in the lowest byte. */
const PRIMARY_CODES = 256;

/** The failure of a disk that is full, fails or may not be written to. Undefined for any other error. */
function fromDisk(error: unknown, path: string): BundleError | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  const failed = `Cannot write ${path}`;
  switch (Number(error.errcode) % PRIMARY_CODES) {
    case SQLITE_FULL:
      return new BundleError("DISK_FULL", `${failed}: no space is left`, { cause: error });
    case SQLITE_READONLY:
      return new BundleError("PERMISSION_DENIED", `${failed}: permission denied`, { cause: error });
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      // Also a quota that is exceeded: SQLite does not tell it from others.
      return new BundleError("IO_FAILED", `${failed}: ${error.message}`, { cause: error });
    default:
      return undefined;
  }
}

function removeFile(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

const TABLES = [
  "CREATE TABLE usage (digest TEXT PRIMARY KEY, added INTEGER, used INTEGER, origin TEXT) STRICT",
  "CREATE TABLE partial (root TEXT PRIMARY KEY, used INTEGER, digests TEXT) STRICT",
];

function prepare(path: string): DatabaseSync {
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

/** Refuses a record with damaged pages, or with other tables, views or triggers than those of {@link TABLES}. */
function checked(database: DatabaseSync): DatabaseSync {
  const [health] = database.prepare("PRAGMA quick_check(1)").all();
  const schema = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").all();
  if (health?.["quick_check"] === "ok" && schema.map(({ sql }) => sql).join() === TABLES.join()) return database;
  throw new Error("the record of use is damaged");
}
