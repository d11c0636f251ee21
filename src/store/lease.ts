import { randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { tryLock } from "../io/lock.ts";
import { isAbsent, lookAt } from "../io/look-at.ts";
import { readRegularFile } from "../io/read-regular-file.ts";
import { fromSystemError } from "../io/system-error.ts";
import { type Digest, isDigest } from "../oci/digest.ts";
import { LEASES, withLock } from "./open-store.ts";

/**
 * Keeps blobs of a store from being collected until disposal, or until this process dies. The lock of a lease belongs to the
 * kernel: process ids mean nothing across containers. It is taken under the lock of the store, so that a collection either sees
 * it or has ended before.
 * @param digests blobs, and manifests with all that they reach
 */
export async function takeLease(store: string, digests: readonly Digest[]): Promise<AsyncDisposable> {
  return withLock(store, async () => {
    try {
      await using stack = new AsyncDisposableStack();
      const folder = await leasesOf(store);
      await mkdir(folder, { recursive: true });
      const path = join(folder, randomUUID());
      const lock = await tryLock(path);
      if (lock === undefined) throw new Error(`another process holds the new lock ${path}`);
      stack.use(lock);
      // Also after a failure: a lease that is held and says half of its digests would stop every collection. If it cannot be removed,
      // it stays as that of a killed process does, until the next collection.
      stack.defer(() => remove(path).catch(() => {}));
      await writeFile(`${path}.json`, JSON.stringify(digests), { flag: "wx" });
      return stack.move();
    } catch (error) {
      throw fromSystemError(error, `take a lease in store ${store}`);
    }
  });
}

/** The name of a lock, a UUID. Other files, such as those of a file manager, are not ours. */
const LEASE_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Digests that living processes need. Removes the leases of dead ones. Only under the lock of the store.
 * @throws BundleError `IO_FAILED` for one that cannot be read, `PATH_UNSAFE`
 */
export async function leasedDigests(store: string): Promise<ReadonlySet<Digest>> {
  const folder = await leasesOf(store);
  const leased = new Set<Digest>();
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `read the leases of store ${store}`);
  });
  for (const { name } of entries.filter((each) => each.isFile() && LEASE_NAME.test(each.name))) {
    const path = join(folder, name);
    using lock = await tryLock(path, { create: false }).catch(ifStillThere);
    if (lock === null) continue;
    if (lock !== undefined) await remove(path);
    else for (const digest of await readLease(`${path}.json`)) leased.add(digest);
  }
  return leased;
}

/** The folder of the leases. @throws BundleError `PATH_UNSAFE` for a link: files elsewhere would be taken for leases that are left over */
async function leasesOf(store: string): Promise<string> {
  const folder = join(store, LEASES);
  if ((await lookAt(folder, lstat))?.isSymbolicLink() !== true) return folder;
  throw new BundleError("PATH_UNSAFE", `Cannot use ${folder}: it is a link, expected a directory`, {
    hint: "Remove the link, then run it again.",
  });
}

/** A lease may end at any time, without the lock of the store. */
function ifStillThere(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "FILE_NOT_FOUND") return null;
  throw error;
}

async function readLease(path: string): Promise<readonly Digest[]> {
  try {
    const digests: unknown = JSON.parse(Buffer.from(await readRegularFile(path)).toString());
    return Array.isArray(digests) ? digests.filter((each) => typeof each === "string" && isDigest(each)) : [];
  } catch (error) {
    if (isAbsent(error)) return [];
    if (!(error instanceof SyntaxError)) throw fromSystemError(error, `read lease ${path}`);
    // Its process may need anything, so nothing can be collected.
    throw new BundleError("IO_FAILED", `Cannot read lease ${path}: it is damaged, and a process holds it`, {
      cause: error,
      hint: "Stop what serves or reads this store, and run it again.",
    });
  }
}

/** The lock file goes last: without it, nothing says that the other one is left over. */
async function remove(path: string): Promise<void> {
  await rm(`${path}.json`, { force: true });
  await rm(path, { force: true });
}
