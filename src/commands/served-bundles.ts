import { stat } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
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
  /** Looks at most once a second whether a directory names something else. */
  current(): Promise<Repositories>;
  /** Notes that somebody got this manifest or blob whole. */
  sent(digest: Digest): void;
}

/** Milliseconds between two looks at the directories, and between two notes of use. */
const LOOK_INTERVAL = 1000;
const NOTE_INTERVAL = 60_000;
/** Attempts to take leases of a store that changes all the time. */
const ATTEMPTS = 10;

/**
 * Opens the bundles at some paths. A store gets a lease for what is served of it, and a note of its use.
 * @param warn told why a change of a directory is not served
 * @throws BundleError what opening throws
 */
export async function openServedBundles(
  paths: readonly string[],
  warn: (error: unknown) => void,
): Promise<ServedBundles> {
  await using stack = new AsyncDisposableStack();
  const contents: Content[] = [];
  for (const path of paths) contents.push(stack.use(await openLayout(path)));
  const directories = await filter(paths, isDirectoryLayout);
  const stores = await filter(directories, isStore);
  let now = await open(contents, { directories, stores });
  let looked = performance.now();
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    if ((await stateOf(directories)) === now.state) return;
    const before = now;
    now = await open(contents, { directories, stores });
    await release(before.leases);
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
    if (digests.size > 0) for (const store of stores) await unlessReadOnly(() => noteUse(store, digests));
  };
  const noting = setInterval(() => void note().catch(warn), NOTE_INTERVAL);
  const opened = stack.move();
  return {
    async current() {
      if (directories.length > 0 && performance.now() - looked > LOOK_INTERVAL) {
        looked = performance.now();
        looking ??= look()
          .catch(warn)
          .finally(() => (looking = undefined));
      }
      await looking;
      return now.repositories;
    },
    sent: (digest) => void used.add(digest),
    async [Symbol.asyncDispose]() {
      clearInterval(noting);
      await looking;
      await note().catch(warn);
      await release(now.leases);
      await opened.disposeAsync();
    },
  };
}

interface Opened {
  readonly repositories: Repositories;
  readonly leases: readonly AsyncDisposable[];
  /** Changes with the names in the directories. */
  readonly state: string;
}

/** Finds what is there. The names must be the same after the leases are taken, else a collection could have come between. */
async function open(
  contents: readonly Content[],
  { directories, stores }: { readonly directories: readonly string[]; readonly stores: readonly string[] },
): Promise<Opened> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const state = await stateOf(directories);
    const bundles = await collectRepositories(contents);
    const repositories = withOriginals(bundles, await findOriginalsIn(contents));
    const leases: AsyncDisposable[] = [];
    for (const store of stores) {
      const digests = digestsOf(repositories, store);
      // A store that may only be read is served without a lease, and without a note of its use.
      const lease = await unlessReadOnly(() => takeLease(store, digests));
      if (lease !== undefined) leases.push(lease);
    }
    if ((await stateOf(directories)) === state) return { repositories, leases, state };
    await release(leases);
  }
  throw new BundleError("IO_FAILED", "Cannot serve: the store changes faster than it can be read");
}

function digestsOf(repositories: Repositories, place: string): readonly Digest[] {
  return [...repositories.values()].flatMap(({ manifests, blobs }) =>
    [...manifests, ...blobs].flatMap(([digest, { content }]) => (content.name === place ? [digest] : [])),
  );
}

/** The index of a directory is replaced by a rename, so that its file is another one. */
async function stateOf(directories: readonly string[]): Promise<string> {
  const states: string[] = [];
  for (const directory of directories) {
    const { ino, size, mtimeNs } = await stat(join(directory, INDEX_FILE), { bigint: true });
    states.push(`${ino} ${size} ${mtimeNs}`);
  }
  return states.join("\n");
}

async function release(leases: readonly AsyncDisposable[]): Promise<void> {
  for (const lease of leases) await lease[Symbol.asyncDispose]();
}

async function filter(paths: readonly string[], test: (path: string) => Promise<boolean>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) if (await test(path)) found.push(path);
  return found;
}
