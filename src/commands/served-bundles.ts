import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BundleError } from "../errors.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import { openLayout } from "../layout/open-layout.ts";
import type { Digest } from "../oci/digest.ts";
import { INDEX_FILE } from "../oci/layout.ts";
import { findOriginalsIn, withOriginals } from "../originals/original-repositories.ts";
import { collectRepositories } from "../serve/collect-repositories.ts";
import type { Repositories } from "../serve/served-repository.ts";
import { noteUse } from "../store/change-store.ts";
import { takeLease } from "../store/lease.ts";
import { isStore, unlessReadOnly } from "../store/open-store.ts";

/** The bundles of a server at each moment. */
export interface ServedBundles extends AsyncDisposable {
  /** Looks at most once a second whether a file was replaced, or a directory names something else. */
  current(): Promise<Repositories>;
  /** Notes that somebody got this manifest or blob whole. */
  sent(digest: Digest): void;
}

/** Milliseconds between two looks at the bundles, and between two notes of use. */
const LOOK_INTERVAL = 1000;
const NOTE_INTERVAL = 60_000;
/** Milliseconds for which requests wait for a look. A collection may hold the lock of a store for longer. */
const LOOK_PATIENCE = 1000;
/** Attempts to open bundles that change all the time. */
const ATTEMPTS = 10;

/**
 * Opens the bundles at some paths. A store gets a lease for what is served of it, and a note of its use.
 * @param warn told why a change is not served
 * @throws BundleError what opening throws
 */
export async function openServedBundles(
  paths: readonly string[],
  warn: (error: unknown) => void,
): Promise<ServedBundles> {
  let now = await open(paths);
  let looked = performance.now();
  let looking: Promise<void> | undefined;
  let patience: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    if ((await stateOf(paths)) === now.state) return;
    const before = now;
    now = await open(paths);
    await before[Symbol.asyncDispose]();
  };
  const used = new Set<Digest>();
  const note = async (): Promise<void> => {
    const roots = new Map(
      [...now.repositories.values()].flatMap(({ manifests }) =>
        Array.from(manifests, ([digest, { root = digest }]) => [digest, root]),
      ),
    );
    const digests = new Set([...used].flatMap((digest) => roots.get(digest) ?? []));
    used.clear();
    if (digests.size > 0) for (const store of now.stores) await unlessReadOnly(() => noteUse(store, digests));
  };
  const noting = setInterval(() => void note().catch(warn), NOTE_INTERVAL);
  return {
    async current() {
      if (looking === undefined && performance.now() - looked > LOOK_INTERVAL) {
        looked = performance.now();
        looking = look()
          .catch(warn)
          .finally(() => (looking = undefined));
        patience = Promise.race([looking, sleep(LOOK_PATIENCE, undefined, { ref: false })]);
      }
      await patience;
      return now.repositories;
    },
    sent: (digest) => void used.add(digest),
    async [Symbol.asyncDispose]() {
      clearInterval(noting);
      await looking;
      await note().catch(warn);
      await now[Symbol.asyncDispose]();
    },
  };
}

interface Opened extends AsyncDisposable {
  readonly repositories: Repositories;
  /** The paths that are stores. */
  readonly stores: readonly string[];
  /** Changes when something else is at the paths. */
  readonly state: string;
}

/** Finds what is there. It must be the same after the leases are taken, else a collection could have come between. */
async function open(paths: readonly string[]): Promise<Opened> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const state = await stateOf(paths);
    await using stack = new AsyncDisposableStack();
    const contents: Content[] = [];
    for (const path of paths) contents.push(stack.use(await openLayout(path)));
    const bundles = await collectRepositories(contents);
    const repositories = withOriginals(bundles, await findOriginalsIn(contents));
    const stores = await storesAmong(paths);
    for (const store of stores) {
      const digests = digestsOf(repositories, store);
      // A store that may only be read is served without a lease, and without a note of its use.
      const lease = await unlessReadOnly(() => takeLease(store, digests));
      if (lease !== undefined) stack.use(lease);
    }
    if ((await stateOf(paths)) !== state) continue;
    const held = stack.move();
    return { repositories, stores, state, [Symbol.asyncDispose]: () => held.disposeAsync() };
  }
  throw new BundleError("IO_FAILED", "Cannot serve: the bundles change faster than they can be read");
}

function digestsOf(repositories: Repositories, place: string): readonly Digest[] {
  return [...repositories.values()].flatMap(({ manifests, blobs }) =>
    [...manifests, ...blobs].flatMap(([digest, { content }]) => (content.name === place ? [digest] : [])),
  );
}

/** A file, and the index of a directory, is replaced by a rename, so that it is another one. */
async function stateOf(paths: readonly string[]): Promise<string> {
  const states: string[] = [];
  for (const path of paths) {
    const file = (await isDirectoryLayout(path)) ? join(path, INDEX_FILE) : path;
    const { ino, size, mtimeNs } = await stat(file, { bigint: true }).catch((error: unknown) => {
      throw fromSystemError(error, `read ${file}`);
    });
    states.push(`${ino} ${size} ${mtimeNs}`);
  }
  return states.join("\n");
}

async function storesAmong(paths: readonly string[]): Promise<readonly string[]> {
  const stores: string[] = [];
  for (const path of paths) if ((await isDirectoryLayout(path)) && (await isStore(path))) stores.push(path);
  return stores;
}
