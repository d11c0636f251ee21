import type { Staging } from "../io/staging.ts";
import type { Content } from "../layout/content.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import type { Referrer } from "../oci/referrer.ts";
import { makeLayout } from "./add-to-store.ts";
import { copyBlob, storeHasBlob } from "./copy-blob.ts";
import { takeLease } from "./lease.ts";
import { watchNewStore } from "./new-store.ts";
import { openStoreStaging, readRoots, unlessReadOnly, withLock } from "./open-store.ts";
import { type EntryName, publishQuietly } from "./publish-entry.ts";
import { openUsage } from "./usage.ts";
import { referrerDocuments, writeDocuments } from "./write-referrers.ts";

/** A bundle of which some blobs are kept. */
export interface BundleToKeep {
  readonly digest: Digest;
  /** Undefined for a name that a store does not take. */
  readonly name: EntryName | undefined;
  /** Finds what refers to it, such as signatures. Called only when the bundle gets its name. */
  readonly findReferrers: () => Promise<readonly Referrer[]>;
}

/** Keeps blobs of one bundle in a store. Does nothing in a store that this process may only read. */
export interface BlobKeeper extends AsyncDisposable {
  /** Holds a lease on these blobs until disposal: the manifest first, then all that it names. */
  hold(blobs: readonly Descriptor[]): Promise<void>;
  /**
   * Makes a private directory for blobs on their way, until disposal, and the store if it does not exist. Notes that the bundle
   * is not whole yet. Undefined if nothing can be kept.
   */
  begin(blobs: readonly Descriptor[]): Promise<Staging | undefined>;
  /**
   * Names the bundle if all its blobs are in the store, after those that `isDocument` accepts were copied, and what refers to it.
   */
  end(bundle: BundleToKeep, place: Content, isDocument: (blob: Descriptor) => boolean): Promise<void>;
}

export function openBlobKeeper(store: string): BlobKeeper {
  const opened = new AsyncDisposableStack();
  let held: readonly Descriptor[] = [];
  let hasLease = false;
  let staging: Staging | undefined;
  let takeBack: (() => Promise<void>) | undefined;
  const hold = async (blobs: readonly Descriptor[]): Promise<void> => {
    held = blobs;
    const digests = blobs.map(({ digest }) => digest);
    if (!hasLease) opened.use(await takeLease(store, digests));
    hasLease = true;
  };
  return {
    async hold(blobs) {
      await unlessReadOnly(() => hold(blobs));
    },
    begin: (blobs) =>
      unlessReadOnly(async () => {
        takeBack ??= await watchNewStore(store);
        staging ??= opened.use(await openStoreStaging(store));
        await makeLayout(store, staging);
        await hold(blobs);
        await notePartial(store, blobs);
        return staging;
      }),
    async end({ digest, name, findReferrers }, place, isDocument) {
      const [root] = held;
      // A delta has another digest than its bundle. It gets no name in the store.
      if (!hasLease || root?.digest !== digest) return;
      const documents = held.filter(isDocument);
      const lacking = await lackingIn(store, held);
      if (held.every((blob) => documents.includes(blob) || lacking.includes(blob))) return;
      await unlessReadOnly(async () => {
        staging ??= opened.use(await openStoreStaging(store));
        for (const descriptor of documents.filter((each) => lacking.includes(each)).toReversed()) {
          const bytes = await place.open(descriptor);
          if (bytes !== undefined) await copyBlob(staging, { descriptor, bytes, place: place.name, isAhead: false });
        }
        if ((await lackingIn(store, held)).length > 0) return await notePartial(store, held);
        const referrers = (await isListed(store, digest)) ? [] : await findReferrers();
        const attached = referrers.map(({ descriptor }) => descriptor);
        const added = referrerDocuments(referrers);
        if (added.length > 0)
          opened.use(
            await takeLease(
              store,
              added.map((each) => each.digest),
            ),
          );
        await writeDocuments(staging, added, async (document) => !(await storeHasBlob(store, document)));
        await publishQuietly(store, staging, { root, name, origin: place.name, attached });
      });
    },
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync();
      await takeBack?.();
    },
  };
}

async function lackingIn(store: string, blobs: readonly Descriptor[]): Promise<readonly Descriptor[]> {
  const lacking: Descriptor[] = [];
  for (const blob of blobs) if (!(await storeHasBlob(store, blob))) lacking.push(blob);
  return lacking;
}

async function isListed(store: string, manifest: Digest): Promise<boolean> {
  return (await readRoots(store)).some(({ digest }) => digest === manifest);
}

/** Notes a bundle that is not named, so that a collection leaves what is there of it for a while. */
async function notePartial(store: string, [manifest, ...blobs]: readonly Descriptor[]): Promise<void> {
  if (manifest === undefined) return;
  await withLock(store, async () => {
    if (await isListed(store, manifest.digest)) return;
    using usage = openUsage(store);
    const digests: readonly Digest[] = [manifest, ...blobs].map(({ digest }) => digest);
    usage.setPartial({ root: manifest.digest, used: Date.now(), digests });
  });
}
