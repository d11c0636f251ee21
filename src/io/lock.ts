import { closeSync, constants, openSync } from "node:fs";
import { access, lstat, realpath, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { BundleError } from "../errors.ts";
import { MAX_LOCK_PATH } from "../limits.ts";
import { errnoOf, fromSystemError, nameDescriptors } from "./system-error.ts";

/** Milliseconds between two tries for a lock that another process holds. */
const PATIENCE = 25;

/** SQLite's primary result codes. Source: sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** Mode of the lock file before the umask: all users who share a directory share its lock. */
const FILE_MODE = 0o666;
const WRITE_HINT = "Give this user write access to it and to the directory around it, or choose another directory.";
const LINK_HINT = "Remove the link if it is not needed, and run the import again.";
/** Number of primary result codes: an extended code has its primary code in the lowest byte. */
const PRIMARY_CODES = 256;

/** A lock, held until it is disposed of or its process ends for any reason. */
export interface Lock extends Disposable {
  readonly path: string;
}

/**
 * Takes the lock of a file without waiting; undefined when another process holds it. The file is created if absent. It stays
 * empty and is not removed.
 *
 * The lock is an exclusive transaction of SQLite, and so a lock of the kernel: it ends the moment its holder dies, unlike
 * a lock file that a timer keeps alive. Nothing is written in the transaction, so there is nothing to recover.
 * @throws BundleError `PERMISSION_DENIED`, `FILE_NOT_FOUND` (its folder is missing), `PATH_UNSAFE` for a link, `IO_FAILED`
 */
export async function tryLock(
  path: string,
  options: { readonly create: boolean } = { create: true },
): Promise<Lock | undefined> {
  const isNew = options.create && makeFile(path);
  await requireWritable(path);
  const location = pathToFileURL(path);
  location.searchParams.set("mode", "rw");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(location, { timeout: 0 });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    const held = database;
    return { path, [Symbol.dispose]: () => held.close() };
  } catch (error) {
    database?.close();
    const code = resultCode(error);
    if (code === SQLITE_BUSY) return undefined;
    try {
      if (code === SQLITE_CANTOPEN) await explain(path);
    } finally {
      if (isNew) await rm(path, { force: true });
    }
    if (code === SQLITE_NOTADB) throw notOurs(path, "something else has written to it");
    const found = code === SQLITE_IOERR ? "the file system has no locks, or fails" : `SQLite says ${code ?? "nothing"}`;
    throw new BundleError("IO_FAILED", `Cannot lock ${nameDescriptors(path)}: ${found}`, { cause: error });
  }
}

/**
 * Waits for the lock of a file, for at most `timeout` milliseconds.
 * @throws BundleError `LOCK_TIMEOUT` and what {@link tryLock} throws
 */
export async function acquireLock(path: string, timeout: number): Promise<Lock> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const lock = await tryLock(path);
    if (lock !== undefined) return lock;
    if (performance.now() >= deadline) {
      const waited = `another process held it for ${Math.round(timeout / 1000)} seconds`;
      throw new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: ${waited}`);
    }
    await sleep(PATIENCE);
  }
}

/**
 * Makes the file if it is absent, without following a link. SQLite would follow one, so it must not make the file.
 * @returns false if it was there
 */
function makeFile(path: string): boolean {
  try {
    // Close it before SQLite locks it: closing a file releases all locks that the process has on it.
    closeSync(openSync(path, "wx", FILE_MODE));
    return true;
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw fromSystemError(error, `lock ${path}`);
    return false;
  }
}

/** Without write access SQLite takes a lock that excludes nobody, and it follows links. Both are refused here. */
async function requireWritable(path: string): Promise<void> {
  try {
    const there = await lstat(path);
    if (there.isSymbolicLink())
      throw new BundleError("PATH_UNSAFE", `Cannot lock ${path}: it is a link, expected a file`, { hint: LINK_HINT });
    if (!there.isFile()) throw notOurs(path, "it is not a file");
    await access(path, constants.W_OK);
  } catch (error) {
    if (errnoOf(error) !== "EACCES") throw fromSystemError(error, `lock ${path}`);
    const message = `Cannot lock ${path}: this user may read it but not write to it, so the lock would have no effect`;
    throw new BundleError("PERMISSION_DENIED", message, { cause: error, hint: WRITE_HINT });
  }
}

function notOurs(path: string, found: string): BundleError {
  return new BundleError("IO_FAILED", `Cannot lock ${nameDescriptors(path)}: ${found}, expected an empty file`, {
    hint: "Move it away while nothing else works there, and run it again.",
  });
}

/** SQLite reports only that it cannot open the file. This asks the file system for the cause. */
async function explain(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK);
    const length = Buffer.byteLength(await realpath(path));
    if (length <= MAX_LOCK_PATH) return;
    const found = `its path has ${length} bytes, SQLite takes at most ${MAX_LOCK_PATH}`;
    throw new BundleError("IO_FAILED", `Cannot lock ${nameDescriptors(path)}: ${found}`, {
      hint: "Choose a directory with a shorter path.",
    });
  } catch (error) {
    throw fromSystemError(error, `lock ${path}`);
  }
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode % PRIMARY_CODES;
}
