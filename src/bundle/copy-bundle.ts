import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import type { Content } from "../layout/content.ts";
import type { ContentWriter, DocumentToWrite } from "../layout/content-writer.ts";
import { sizeOfHead } from "../layout/tar-head.ts";
import { openTarWriter } from "../layout/tar-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { IMAGE_MANIFEST } from "../oci/media-types.ts";
import { blobsOf } from "./find-bundle.ts";
import { describeIndex, describeManifest, documentOf } from "./head.ts";
import { type Bundle, readConfig, readManifest, type WholeBundle } from "./open-bundle.ts";
import { roomOf } from "./plan-bundle.ts";

/** Bytes copied at a time. */
const CHUNK = 1024 * 1024;

/** A bundle to be written: its documents are known, its blobs are copied from where they are. */
export interface Copy {
  /** Descriptor for the index of the layout. */
  readonly root: Descriptor;
  /** In the order of a tar: manifests, then configs. */
  readonly documents: readonly DocumentToWrite[];
  /** In the order of a tar. */
  readonly blobs: ReadonlyMap<Digest, CopiedBlob>;
  /** Bytes in front of the first blob in a tar. */
  readonly room: number;
}

export interface CopiedBlob {
  readonly bytes: Bytes;
  /** The place that it is read from; absent for one that is new. */
  readonly content?: Content;
}

/** A bundle with all its platforms, unchanged. */
async function copyOf(whole: WholeBundle): Promise<Copy> {
  const { content, found, name } = whole;
  const { root } = found;
  if (root.mediaType === IMAGE_MANIFEST) {
    for await (const bundle of whole.platforms()) return copyOfOne(bundle, name);
    throw new Error(`${content.name} has no manifest`);
  }
  const index = await readManifest(content, root);
  const parts: PlatformCopy[] = [];
  for await (const bundle of whole.platforms()) parts.push(await copyOfPlatform(bundle));
  return copyOfSeveral(describeIndex(name, index), index, parts);
}

/** The part of a bundle for one platform, as a bundle of its own: with the bytes that export writes. */
export async function copyOfOne(bundle: Bundle, name: string): Promise<Copy> {
  const { manifest, config, blobs } = await copyOfPlatform(bundle);
  return {
    root: describeManifest(name, manifest.bytes, bundle.config),
    documents: [manifest, config],
    blobs,
    room: roomOf({ name, config: bundle.config, manifest: bundle.manifest }),
  };
}

/** What one platform adds to a bundle for several. */
export interface PlatformCopy {
  readonly manifest: DocumentToWrite;
  readonly config: DocumentToWrite;
  /** The store layer, then the layer blobs. */
  readonly blobs: ReadonlyMap<Digest, CopiedBlob>;
}

export async function copyOfPlatform({ content, descriptor, manifest, ...bundle }: Bundle): Promise<PlatformCopy> {
  const blobs = blobsOf([manifest]).flatMap(({ digest }): [Digest, CopiedBlob][] => {
    const bytes = bundle.blobs.get(digest);
    return bytes === undefined ? [] : [[digest, { bytes, content }]];
  });
  return {
    manifest: documentOf(descriptor.mediaType, await readManifest(content, descriptor)),
    config: documentOf(manifest.config.mediaType, await readConfig(content, manifest.config)),
    blobs: new Map(blobs),
  };
}

/** A bundle for several platforms, in the order of its image index. */
export function copyOfSeveral(root: Descriptor, index: Uint8Array, parts: readonly PlatformCopy[]): Copy {
  const documents = [
    documentOf(root.mediaType, index),
    ...parts.map(({ manifest }) => manifest),
    ...parts.map(({ config }) => config),
  ];
  const unique = [...new Map(documents.map((document) => [document.digest, document])).values()];
  const rows = parts.map(({ blobs }) => [...blobs]);
  const inOrder = [...rows.flatMap((row) => row.slice(0, 1)), ...rows.flatMap((row) => row.slice(1))];
  const blobs = new Map<Digest, CopiedBlob>();
  for (const [digest, blob] of inOrder) if (!blobs.has(digest)) blobs.set(digest, blob);
  return { root, documents: unique, blobs, room: sizeOfHead({ root, documents: unique }) };
}

/**
 * Writes a bundle to a place. Checks the digest of every blob.
 * @param spool where remote places keep what they fetch ahead; without it, blobs are fetched when they are read
 * @returns size of the bundle in its new place, in bytes
 * @throws BundleError `DIGEST_MISMATCH`, what reading throws and what the writer throws
 */
export async function writeCopy(copy: Copy, writer: ContentWriter, spool?: Spool): Promise<number> {
  const places = Map.groupBy(copy.blobs, ([, { content }]) => content);
  {
    await using stack = new AsyncDisposableStack();
    for (const [content, blobs] of places) {
      if (spool !== undefined && content !== undefined)
        stack.use(
          content.prefetch(
            blobs.map(([digest]) => ({ digest })),
            spool,
          ),
        );
    }
    const blobs = new Map(Array.from(copy.blobs, ([digest, { bytes }]) => [digest, bytes]));
    if (writer.copyBlobs !== undefined) await writer.copyBlobs(blobs);
    else await copyInTurn(blobs, writer);
  }
  for (const content of places.keys()) await content?.finish();
  return await writer.finish(copy.documents, copy.root);
}

async function copyInTurn(blobs: ReadonlyMap<Digest, Bytes>, writer: ContentWriter): Promise<void> {
  for (const [expected, bytes] of blobs) {
    const blob = await writer.blob();
    for (let done = 0; done < bytes.size; done += CHUNK)
      await blob.write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${bytes.name}: got blob ${digest}, expected ${expected}`);
  }
}

/** Copies a bundle with all its platforms to another place, under the same name. As {@link writeCopy}. */
export async function copyBundle(whole: WholeBundle, writer: ContentWriter, spool?: Spool): Promise<number> {
  return await writeCopy(await copyOf(whole), writer, spool);
}

/** Copies a bundle into one tar, with the bytes that export or merge writes. */
export async function copyToTar(whole: WholeBundle, target: string, spool?: Spool): Promise<number> {
  const copy = await copyOf(whole);
  await using writer = await openTarWriter(target, copy.room);
  return await writeCopy(copy, writer, spool);
}
