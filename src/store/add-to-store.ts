import { join } from "node:path";
import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import { lookAt } from "../io/look-at.ts";
import type { Staging } from "../io/staging.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import { checkDirectory } from "../layout/directory-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { blobPath } from "../oci/layout.ts";
import { isManifestType } from "../oci/links.ts";
import type { Referrer } from "../oci/referrer.ts";
import { copyBlob, storeHasBlob, storeHasGoodBlob } from "./copy-blob.ts";
import { reachOf, type StoreEntry } from "./entries.ts";
import { takeLease } from "./lease.ts";
import { watchNewStore } from "./new-store.ts";
import { openStoreStaging, readRoots, STORE_FOLDER, withLock } from "./open-store.ts";
import { type NewEntry, publishEntry } from "./publish-entry.ts";
import { writeIndex } from "./write-index.ts";
import { referrerDocuments, writeDocuments } from "./write-referrers.ts";

/** The bundle to add, and its names. */
export interface Addition extends Omit<NewEntry, "attached"> {
  /** Signatures of it, and other documents that refer to it. */
  readonly referrers?: readonly Referrer[];
  /** Ends the transfer. */
  readonly signal: AbortSignal;
}

/** The outcome of an addition, in bytes and blobs that the store lacked. */
export interface Added {
  readonly entry: StoreEntry;
  readonly blobs: number;
  readonly bytes: number;
}

/**
 * Adds a manifest and everything that it reaches. Blobs that the store has are not copied; others are hashed while they are
 * written. The name is published last, so a process that dies before leaves only blobs that the next collection removes.
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_INVALID`, `OPTION_INVALID`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`,
 * `LOCK_TIMEOUT`
 */
export async function addToStore(
  store: string,
  { content, ...addition }: Addition & { readonly content: Content },
): Promise<Added> {
  const reached = [...(await reachOf(content, [addition.root])).values()];
  return await addEntry(store, { ...addition, needs: reached }, async (staging, lacking) => {
    // Referents first. Manifests were reached before what they name.
    const blobs = lacking.filter(({ mediaType }) => !isManifestType(mediaType));
    const manifests = lacking.filter(({ mediaType }) => isManifestType(mediaType)).toReversed();
    await content.expect(reached);
    await copyBlobs(staging, content, { missing: [...blobs, ...manifests], signal: addition.signal });
    await content.finish();
  });
}

/**
 * Adds a manifest, when `fill` has put what the store lacks of it there. What refers to it is written then. If the store has the
 * manifest already, what is there is hashed, so that damage is mended. A store that it makes, and cannot put anything into, goes again.
 * @param needs the manifest and everything that it reaches
 * @throws BundleError as {@link addToStore}, and what `fill` throws
 */
export async function addEntry(
  store: string,
  addition: Addition & { readonly needs: readonly Descriptor[] },
  fill: (staging: Staging, lacking: readonly Descriptor[]) => Promise<void>,
): Promise<Added> {
  await checkPlace(store);
  const takeBack = await watchNewStore(store);
  try {
    return await addWatched(store, addition, fill);
  } catch (error) {
    await takeBack();
    throw error;
  }
}

/** As {@link addEntry}. What it holds in the store has ended when it fails. */
async function addWatched(
  store: string,
  { root, name, origin, needs, referrers = [], signal }: Parameters<typeof addEntry>[1],
  fill: Parameters<typeof addEntry>[2],
): Promise<Added> {
  await using staging = await openStoreStaging(store);
  await makeLayout(store, staging);
  const documents = referrerDocuments(referrers);
  await using _ = await takeLease(
    store,
    [...needs, ...documents].map(({ digest }) => digest),
  );
  const isKnown = (await lookAt(join(store, blobPath(root.digest)))) !== undefined;
  const lacks = async (blob: Pick<Descriptor, "digest" | "size">): Promise<boolean> =>
    !(await (isKnown ? storeHasGoodBlob(store, blob, signal) : storeHasBlob(store, blob)));
  const lacking: Descriptor[] = [];
  for (const descriptor of needs) if (await lacks(descriptor)) lacking.push(descriptor);
  await fill(staging, lacking);
  const written = [...lacking, ...(await writeDocuments(staging, documents, lacks))];
  const attached = referrers.map(({ descriptor }) => descriptor);
  const entry = await publishEntry(store, staging, { root, name, origin, attached });
  return { entry, blobs: written.length, bytes: written.reduce((sum, { size }) => sum + size, 0) };
}

/** Makes a new store a layout, so that others can open it, and checks that the index of an older one can be read. */
export async function makeLayout(store: string, staging: Staging): Promise<void> {
  await withLock(store, async () => {
    if (await isDirectoryLayout(store)) await readRoots(store);
    else await writeIndex(staging, []);
  });
}

/**
 * Accepts a layout, and what can become one. Another process may be making it one at this moment.
 * @throws BundleError `OPTION_INVALID` for a directory with other files
 */
export async function checkPlace(store: string): Promise<void> {
  await checkDirectory(store).catch(async (error: unknown) => {
    if ((await lookAt(join(store, STORE_FOLDER))) === undefined) throw error;
    await withLock(store, () => checkDirectory(store));
  });
}

/** Copies blobs, which are fetched ahead if the place is remote. Manifests were read already. */
async function copyBlobs(
  staging: Staging,
  content: Content,
  { missing, signal }: { readonly missing: readonly Descriptor[]; readonly signal: AbortSignal },
): Promise<void> {
  const opened = await openAll(content, missing);
  const ahead = missing.filter(({ mediaType }) => !isManifestType(mediaType));
  await using _ = content.prefetch(ahead, { directory: staging.path, signal });
  for (const [descriptor, bytes] of opened)
    await copyBlob(staging, {
      descriptor,
      bytes,
      place: content.name,
      isAhead: !isManifestType(descriptor.mediaType),
      signal,
    });
}

/** Opens blobs, in their order. @throws BundleError `BUNDLE_INVALID` for one that is missing, or has another size */
async function openAll(content: Content, descriptors: readonly Descriptor[]): Promise<ReadonlyMap<Descriptor, Bytes>> {
  const opened = new Map<Descriptor, Bytes>();
  for (const descriptor of descriptors) {
    const { digest, size } = descriptor;
    const bytes = await content.open(descriptor);
    if (bytes?.size !== size) {
      const found = bytes === undefined ? "it is missing" : `it has ${bytes.size} bytes, expected ${size}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot copy blob ${digest} of ${content.name}: ${found}`);
    }
    opened.set(descriptor, bytes);
  }
  return opened;
}
