import { access, constants } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { BundleError } from "../errors.ts";
import { asFailure } from "./failure.ts";

/** Milliseconds between two tries for a lock that another process holds. */
const PATIENCE = 25;

/** SQLite's primary result codes. Source: sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_CANTOPEN = 14;
/** An extended result code has its primary code in the lowest byte. */
const PRIMARY_CODES = 256;

/** Held until it is disposed of, or until its process ends, however that ends. */
export interface Lock extends Disposable {
  readonly path: string;
}

/**
 * Takes the lock of a file at once, or not at all: undefined when someone else holds it. The file is created if absent,
 * stays empty and stays.
 *
 * The lock is an exclusive transaction of SQLite, thus a lock of the kernel: it is gone the moment its holder dies, which
 * no lock file kept alive by a timer manages. Nothing is ever written in the transaction, so there is nothing to recover.
 * @throws BundleError `PERMISSION_DENIED`, `FILE_NOT_FOUND` (its folder is missing), `IO_FAILED`
 */
export async function tryLock(
  path: string,
  options: { readonly create: boolean } = { create: true },
): Promise<Lock | undefined> {
  const location = pathToFileURL(path);
  location.searchParams.set("mode", options.create ? "rwc" : "rw");
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
    if (code === SQLITE_CANTOPEN) await explain(path, options.create);
    throw new BundleError("IO_FAILED", `Cannot lock ${path}: SQLite says ${code ?? "nothing"}`, { cause: error });
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

/** SQLite says only that it cannot open the file; the file system knows why. */
async function explain(path: string, create: boolean): Promise<void> {
  try {
    await access(create ? dirname(path) : path, constants.W_OK);
    if (create) await access(path, constants.W_OK);
  } catch (error) {
    throw asFailure(error, `lock ${path}`);
  }
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode % PRIMARY_CODES;
}
