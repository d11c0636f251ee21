import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { holdFlock } from "../../io/flock.ts";
import { lookAt } from "../../io/look-at.ts";
import { type OpenTree, openTree } from "../../io/open-tree.ts";
import { errnoOf } from "../../io/system-error.ts";

/** Seconds to wait for an `ocx` that writes to the same index. It waits as long for another `ocx`. */
const INDEX_PATIENCE = 60;

/** The folder of OCX's locks that are named after what they guard. */
const LOCKS = "locks";

/**
 * Holds OCX's own locks of index documents until it is disposed of. OCX reads a document, adds a tag and writes it under such a
 * lock, so that no tag is lost. A registry that the home does not know yet has nothing to lose, and gets no lock.
 * Source: OCX, `index_store.rs::lock_source` and `utility/fs/scoped_lock.rs`.
 * @param paths of the documents to write or to remove, home-relative
 * @returns undefined when there is nothing to lock
 * @throws BundleError `LOCK_TIMEOUT`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function holdIndexLocks(paths: readonly string[], root: OpenTree): Promise<AsyncDisposable | undefined> {
  const names = new Set<string>();
  for (const [folder, documents] of Map.groupBy(paths, folderOfRegistry)) {
    for (const name of await locksIn(folder, documents, root)) names.add(name);
  }
  if (names.size === 0) return undefined;
  await root.at(LOCKS, (place) => mkdir(place).catch(unlessThere));
  await using stack = new AsyncDisposableStack();
  // Here it may be a link, as for OCX.
  const locks = stack.use(openTree(`${root.name}/${LOCKS}`));
  for (const name of names) {
    const held = await locks.at(name, (place) => holdFlock(place, INDEX_PATIENCE));
    if (held !== undefined) stack.use(held);
  }
  return stack.move();
}

/** `index/<slug>`. */
function folderOfRegistry(path: string): string {
  return path.split("/", 2).join("/");
}

/** The names of the locks below `locks/`: a published index has one for all its documents, a derived one has one for each repository. */
async function locksIn(folder: string, documents: readonly string[], root: OpenTree): Promise<readonly string[]> {
  const guarded = await root.ifThere(folder, (place) => stat(place, { bigint: true }).catch(unlessAbsent));
  if (guarded === undefined) return [];
  const name = (scope: string, what: string): string => {
    const key = `${guarded.dev}:${guarded.ino}:${scope}:${what}`;
    const hex = createHash("sha256").update(key).digest("hex");
    return `${hex.slice(0, 2)}/${hex.slice(2)}.lock`;
  };
  const shared = ["config.json", "c/index.json"].map((path) => `${folder}/${path}`);
  const isPublished = shared.some((path) => documents.includes(path)) || (await hasAny(shared, root));
  if (isPublished) return [name("index-catalog", "c/index.json")];
  return documents.map((path) => name("index-root", path.slice(`${folder}/p/`.length, -".json".length)));
}

async function hasAny(paths: readonly string[], root: OpenTree): Promise<boolean> {
  for (const path of paths) if ((await root.ifThere(path, (place) => lookAt(place))) !== undefined) return true;
  return false;
}

function unlessAbsent(error: unknown): undefined {
  if (errnoOf(error) !== "ENOENT") throw error;
}

function unlessThere(error: unknown): void {
  if (errnoOf(error) !== "EEXIST") throw error;
}
