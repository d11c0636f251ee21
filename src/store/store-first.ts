import type { Bytes } from "../io/bytes.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import type { Staging } from "../io/staging.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { checkPlace } from "./add-to-store.ts";
import { type BundleToKeep, openBlobKeeper } from "./blob-keeper.ts";
import { type BlobInBoth, chooseBytes, chosenBytes, isGood, openStored } from "./chosen-bytes.ts";
import { copyBlob, storeHasBlob } from "./copy-blob.ts";

/** A place whose blobs are taken from a store if that has them, and else are kept there. */
export interface StoreFirst extends Content {
  /** Bytes of the blobs that were asked for. */
  readonly amounts: { readonly taken: number; readonly kept: number };
  /** Copies what `isDocument` accepts, and names the bundle if the store has all of it then. */
  keep(bundle: BundleToKeep, isDocument: (blob: Descriptor) => boolean): Promise<void>;
}

/** Blobs that somebody waits for, and how to tell where their bytes are. */
type Waiting = ReadonlyMap<BlobInBoth, PromiseWithResolvers<Bytes>>;

/**
 * Puts a store in front of a place. From `expect` on it holds a lease, so that nothing of the bundle is collected. A blob of the
 * store is hashed before it is used, and a damaged one is fetched again. A store that may only be read is read without a lease.
 */
export function storeFirst(store: string, place: Content): StoreFirst {
  const keeper = openBlobKeeper(store);
  const found = new Map<Digest, BlobInBoth>();
  const amounts = { taken: 0, kept: 0 };
  const { bytesOf, settle } = chosenBytes(place.name);
  let expected: readonly Descriptor[] = [];
  const { remote } = place;
  return {
    ...place,
    amounts,
    async expect(blobs, which) {
      await place.expect(blobs, which);
      if (await isDirectoryLayout(store)) await keeper.hold(blobs);
      else await checkPlace(store);
      expected = blobs;
    },
    async open(descriptor) {
      const { digest } = descriptor;
      const far = await place.open(descriptor);
      // Before the lease, a collection might remove what is found.
      if (!expected.some((blob) => blob.digest === digest)) return far;
      const stored = (await storeHasBlob(store, descriptor)) ? await openStored(store, descriptor) : undefined;
      if (far === undefined && stored === undefined) return undefined;
      const both = { descriptor, far, stored };
      found.set(digest, both);
      return bytesOf(both);
    },
    prefetch(blobs, spool) {
      const wanted = new Set(blobs.flatMap(({ digest }) => found.get(digest) ?? []));
      const waiting: Waiting = new Map(Array.from(wanted, (each) => [each, Promise.withResolvers<Bytes>()]));
      for (const [{ descriptor }, { promise }] of waiting) void settle(descriptor.digest, promise);
      const over = new AbortController();
      const opened = new AsyncDisposableStack();
      const signal = AbortSignal.any([spool.signal, over.signal]);
      const from = { store, place, begin: () => keeper.begin(expected), amounts };
      const work = provide(waiting, from, { ...spool, signal }, opened).catch((error: unknown) => {
        for (const { reject } of waiting.values()) reject(error);
      });
      return {
        async [Symbol.asyncDispose]() {
          over.abort(new Error("nobody waits any more"));
          await work;
          await opened.disposeAsync();
        },
      };
    },
    ...(remote && {
      remote: {
        get size() {
          return remote.size;
        },
        fetched: () => remote.fetched(),
        missing: (blobs) => remote.missing(blobs.filter(({ digest }) => found.get(digest)?.stored === undefined)),
      },
    }),
    keep: (bundle, isDocument) => keeper.end(bundle, place, isDocument),
    async [Symbol.asyncDispose]() {
      await keeper[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}

interface Provision {
  /** Path of the store. */
  readonly store: string;
  readonly place: Content;
  /** Opens the staging of the store; undefined if nothing can be kept. */
  readonly begin: () => Promise<Staging | undefined>;
  readonly amounts: { taken: number; kept: number };
}

/** Finds each blob in the store, or fetches it. `opened` closes what is opened for that. */
async function provide(
  waiting: Waiting,
  { store, place, begin, amounts }: Provision,
  spool: Spool,
  opened: AsyncDisposableStack,
): Promise<void> {
  const lacking: BlobInBoth[] = [];
  for (const [each, { resolve }] of waiting) {
    if (each.stored !== undefined && (await isGood(each, spool.signal))) {
      amounts.taken += each.stored.size;
      resolve(each.stored);
    } else lacking.push(each);
  }
  if (lacking.length === 0) return;
  const staging = await begin();
  const descriptors = lacking.map(({ descriptor }) => descriptor);
  opened.use(place.prefetch(descriptors, spool));
  for (const each of lacking) {
    const { descriptor, far } = each;
    if (staging === undefined || far === undefined)
      waiting.get(each)?.resolve(chooseBytes({ ...each, stored: undefined }, place.name));
    else {
      await copyBlob(staging, { descriptor, bytes: far, place: place.name, isAhead: true, signal: spool.signal });
      amounts.kept += far.size;
      waiting.get(each)?.resolve(await openStored(store, descriptor));
    }
  }
}
