import { randomUUID } from "node:crypto";
import { lstat, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { readRanges } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import { lookAt } from "../io/look-at.ts";
import { openStaging, type Staging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Content } from "../layout/content.ts";
import { isDirectoryLayout, openDirectoryLayout } from "../layout/directory-layout.ts";
import { checkDirectory } from "../layout/directory-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { algorithmOf, digester } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { isManifestType } from "../oci/links.ts";
import { REF_NAME, STORE_NAME, STORE_TAG } from "../oci/media-types.ts";
import { readRootName } from "../oci/root-name.ts";
import { entriesOf, formatEntry, reachOf, type StoreEntry } from "./entries.ts";
import { takeLease } from "./lease.ts";
import { OWN_FOLDER, STAGING, withLock } from "./place.ts";
import { openUsage } from "./usage.ts";
import { writeIndex } from "./write-index.ts";

/** What to add, and as what. */
export interface Addition {
  readonly content: Content;
  readonly root: Descriptor;
  readonly name: { readonly repository: string; readonly tag: string };
  /** For people: where it comes from. It has no secret. */
  readonly origin: string;
  /** Ends the transfer of a remote bundle. */
  readonly signal: AbortSignal;
}

/** What an addition did, in bytes and blobs that the store lacked. */
export interface Added {
  readonly entry: StoreEntry;
  readonly blobs: number;
  readonly bytes: number;
}

/** Bytes copied at a time. */
const PIECE = 1024 * 1024;

/**
 * Adds a manifest and everything that it reaches. Blobs that the store has are not copied; others are hashed while they are
 * written. The name is published last, so a process that dies before leaves only blobs that the next collection removes.
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_INVALID`, `OPTION_INVALID`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`,
 * `LOCK_TIMEOUT`
 */
export async function addToStore(store: string, { content, root, name, origin, signal }: Addition): Promise<Added> {
  const reached = [...(await reachOf(content, root)).values()];
  await checkPlace(store);
  await using staging = await openStaging({ root: store, folder: STAGING });
  await withLock(store, async () => {
    if (!(await isDirectoryLayout(store))) await writeIndex(staging, []);
  });
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
  const entry = nameEntry(root, name);
  await withLock(store, async () => {
    await writeIndex(staging, await indexWith(store, entry));
    using usage = openUsage(store);
    const now = Date.now();
    usage.set(root.digest, { added: now, used: now, origin });
  });
  return { entry, blobs: missing.length, bytes: missing.reduce((sum, { size }) => sum + size, 0) };
}

/** Accepts a layout, and what can become one. Another process may be making it one at this moment. */
async function checkPlace(store: string): Promise<void> {
  await checkDirectory(store).catch(async (error: unknown) => {
    if ((await lookAt(join(store, OWN_FOLDER))) === undefined) throw error;
    await withLock(store, () => checkDirectory(store));
  });
}

/** The descriptor under its name. `ref.name` is for other tools, which know no repositories in a layout. */
function nameEntry(
  { mediaType, digest, size, platform, artifactType }: Descriptor,
  { repository, tag }: Addition["name"],
): StoreEntry {
  const annotations = { [REF_NAME]: `${repository}-${tag}`, [STORE_NAME]: repository, [STORE_TAG]: tag };
  const descriptor = {
    mediaType,
    digest,
    size,
    annotations,
    ...(platform && { platform }),
    ...(artifactType !== undefined && { artifactType }),
  };
  return { descriptor, name: { repository, tag } };
}

/** The index with one more entry. What had its tag before stays under the name, without one. */
async function indexWith(store: string, entry: StoreEntry): Promise<readonly Descriptor[]> {
  await using content = openDirectoryLayout(store);
  const { repository, tag } = entry.name ?? {};
  const index = (await content.roots()).flatMap((descriptor) => {
    const name = readRootName(descriptor);
    if (name?.repository !== repository) return [descriptor];
    if (descriptor.digest === entry.descriptor.digest && (name?.tag === undefined || name.tag === tag)) return [];
    if (name?.tag !== tag) return [descriptor];
    return [{ ...descriptor, annotations: { [STORE_NAME]: repository ?? "" } }];
  });
  const refName = entry.descriptor.annotations?.[REF_NAME];
  const rival = entriesOf(index).find(({ descriptor }) => descriptor.annotations?.[REF_NAME] === refName);
  if (rival === undefined) return [...index, entry.descriptor];
  const found = `${formatEntry(rival)} is called ${refName} for other tools, as this one would be`;
  throw new BundleError("OPTION_INVALID", `Cannot add ${formatEntry(entry)}: ${found}`, {
    hint: "Choose another name or tag with `--as`.",
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
  for (const [descriptor, bytes] of opened) await copyBlob(staging, content.name, { descriptor, bytes });
}

async function hasBlob(store: string, { digest, size }: Descriptor): Promise<boolean> {
  const there = await lookAt(join(store, blobPath(digest)), lstat);
  return there?.isFile() === true && there.size === size;
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

/** Copies a blob into the store, if it has its digest. */
async function copyBlob(
  staging: Staging,
  place: string,
  { descriptor, bytes }: { readonly descriptor: Descriptor; readonly bytes: Bytes },
): Promise<void> {
  const { digest, mediaType } = descriptor;
  const staged = join(staging.path, randomUUID());
  const hash = digester(algorithmOf(digest));
  const isAhead = !isManifestType(mediaType);
  try {
    {
      await using file = await open(staged, "wx", 0o644);
      for (let done = 0; done < bytes.size; done += PIECE) {
        const size = Math.min(PIECE, bytes.size - done);
        // A remote blob may be larger than what is fetched ahead: located and released piece by piece.
        const piece = isAhead ? await readRanges(await bytes.locate(done, size)) : await bytes.read(done, size);
        hash.update(piece);
        await file.writeFile(piece);
        if (isAhead) bytes.release?.(done, size);
      }
    }
    const found = hash.digest();
    if (found !== digest)
      throw new BundleError("DIGEST_MISMATCH", `Cannot copy blob of ${place}: got ${found}, expected ${digest}`);
    await staging.root.at(blobPath(digest), (target) => rename(staged, target));
  } catch (error) {
    throw fromSystemError(error, `write blob ${digest} into the store`);
  }
}
