import { join } from "node:path";
import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import { lookAt } from "../io/look-at.ts";
import type { Staging } from "../io/staging.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout } from "../layout/directory-layout.ts";
import { checkDirectory } from "../layout/directory-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { isManifestType } from "../oci/links.ts";
import { copyBlob, hasBlob } from "./copy-blob.ts";
import { reachOf, type StoreEntry } from "./entries.ts";
import { takeLease } from "./lease.ts";
import { OWN_FOLDER, openStoreStaging, withLock } from "./place.ts";
import { type NewEntry, publishEntry } from "./publish-entry.ts";
import { writeIndex } from "./write-index.ts";

/** What to add, and as what. */
export interface Addition extends NewEntry {
  readonly content: Content;
  /** Ends the transfer of a remote bundle. */
  readonly signal: AbortSignal;
}

/** What an addition did, in bytes and blobs that the store lacked. */
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
export async function addToStore(store: string, { content, root, name, origin, signal }: Addition): Promise<Added> {
  const reached = [...(await reachOf(content, root)).values()];
  await checkPlace(store);
  await using staging = await openStoreStaging(store);
  await makeLayout(store, staging);
  await using _ = await takeLease(
    store,
    reached.map(({ digest }) => digest),
  );
  // Referents first. Manifests were reached before what they name.
  const blobs = reached.filter(({ mediaType }) => !isManifestType(mediaType));
  const manifests = reached.filter(({ mediaType }) => isManifestType(mediaType)).toReversed();
  const missing: Descriptor[] = [];
  for (const descriptor of [...blobs, ...manifests]) if (!(await hasBlob(store, descriptor))) missing.push(descriptor);
  await content.expect(reached);
  await copyBlobs(staging, content, { missing, signal });
  await content.finish();
  const entry = await publishEntry(store, staging, { root, name, origin });
  return { entry, blobs: missing.length, bytes: missing.reduce((sum, { size }) => sum + size, 0) };
}

/** Makes a new store a layout, so that others can open it. */
export async function makeLayout(store: string, staging: Staging): Promise<void> {
  await withLock(store, async () => {
    if (!(await isDirectoryLayout(store))) await writeIndex(staging, []);
  });
}

/**
 * Accepts a layout, and what can become one. Another process may be making it one at this moment.
 * @throws BundleError `OPTION_INVALID` for a directory with other files
 */
export async function checkPlace(store: string): Promise<void> {
  await checkDirectory(store).catch(async (error: unknown) => {
    if ((await lookAt(join(store, OWN_FOLDER))) === undefined) throw error;
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
    await copyBlob(staging, { descriptor, bytes, place: content.name, isAhead: !isManifestType(descriptor.mediaType) });
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
