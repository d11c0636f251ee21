import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { openByPath } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { checkPlace } from "./add-to-store.ts";
import { type BundleToKeep, openBlobKeeper } from "./blob-keeper.ts";
import { copyBlob, storeHasBlob } from "./copy-blob.ts";
import { hashBlob } from "./hash-blob.ts";

/** A place whose blobs are taken from a store if that has them, and else are kept there. */
export interface StoreFirst extends Content {
  /** Bytes of the blobs that were asked for. */
  readonly amounts: { readonly taken: number; readonly kept: number };
  /** Copies what `isDocument` accepts, and names the bundle if the store has all of it then. */
  keep(bundle: BundleToKeep, isDocument: (blob: Descriptor) => boolean): Promise<void>;
}

/** A blob in both places, one of which has it. */
interface Found {
  readonly descriptor: Descriptor;
  readonly far: Bytes | undefined;
  readonly stored: Bytes | undefined;
}

/** Blobs that somebody waits for, and how to tell where their bytes are. */
type Waiting = ReadonlyMap<Found, PromiseWithResolvers<Bytes>>;

/**
 * Puts a store in front of a place. From `expect` on it holds a lease, so that nothing of the bundle is collected. A blob of the
 * store is hashed before it is used, and a damaged one is fetched again. A store that may only be read is read without a lease.
 */
export function storeFirst(store: string, place: Content): StoreFirst {
  const keeper = openBlobKeeper(store);
  const found = new Map<Digest, Found>();
  const sources = new Map<Digest, Promise<Bytes>>();
  /** Sources that are known. */
  const known = new Map<Digest, Bytes>();
  const amounts = { taken: 0, kept: 0 };
  let expected: readonly Descriptor[] = [];

  const settle = (digest: Digest, source: Promise<Bytes>): Promise<Bytes> => {
    sources.set(digest, source);
    source.then(
      (bytes) => known.set(digest, bytes),
      () => undefined,
    );
    return source;
  };

  const bytesOf = (both: Found): Bytes => {
    const { descriptor, far, stored } = both;
    const { digest, size } = descriptor;
    const find = (): Promise<Bytes> => sources.get(digest) ?? settle(digest, choose(both, place.name));
    return {
      name: far?.name ?? stored?.name ?? digest,
      size: far?.size ?? size,
      locate: (offset, length) =>
        known.get(digest)?.locate(offset, length) ?? find().then((bytes) => bytes.locate(offset, length)),
      read: async (offset, length) => (await find()).read(offset, length),
      release(offset, length) {
        if (known.get(digest) === far) far?.release?.(offset, length);
      },
    };
  };

  /** Finds each blob in the store, or fetches it. */
  const provide = async (waiting: Waiting, spool: Spool, opened: AsyncDisposableStack): Promise<void> => {
    const lacking: Found[] = [];
    for (const [each, { resolve }] of waiting) {
      if (each.stored !== undefined && (await isGood(each, spool.signal))) {
        amounts.taken += each.stored.size;
        resolve(each.stored);
      } else lacking.push(each);
    }
    if (lacking.length === 0) return;
    const staging = await keeper.begin(expected);
    const descriptors = lacking.map(({ descriptor }) => descriptor);
    opened.use(place.prefetch(descriptors, spool));
    for (const each of lacking) {
      const { descriptor, far } = each;
      if (staging === undefined || far === undefined)
        waiting.get(each)?.resolve(choose({ ...each, stored: undefined }, place.name));
      else {
        await copyBlob(staging, { descriptor, bytes: far, place: place.name, isAhead: true });
        amounts.kept += far.size;
        waiting.get(each)?.resolve(await openStored(store, descriptor));
      }
    }
  };

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
      const work = provide(waiting, { ...spool, signal }, opened).catch((error: unknown) => {
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

/** The bytes in the store if they are good, else those of the place. */
async function choose(both: Found, place: string): Promise<Bytes> {
  const { descriptor, far, stored } = both;
  if (stored !== undefined && (await isGood(both))) return stored;
  if (far !== undefined) return far;
  const found = `its bytes in the store are damaged, and ${place} lacks it`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot read blob ${descriptor.digest}: ${found}`);
}

async function isGood({ descriptor, stored }: Found, signal?: AbortSignal): Promise<boolean> {
  if (stored === undefined) return false;
  return (await hashBlob(stored, descriptor.digest, () => signal?.throwIfAborted())) === descriptor.digest;
}

/** The blob under its digest. @throws BundleError `FILE_NOT_FOUND` */
async function openStored(store: string, { digest }: Descriptor): Promise<Bytes> {
  const path = join(store, blobPath(digest));
  const bytes = await openByPath(path);
  if (bytes !== undefined) return bytes;
  throw new BundleError("FILE_NOT_FOUND", `Cannot read ${path}: it was removed while it was in use`);
}
