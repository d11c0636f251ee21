import type { Bytes } from "../io/bytes.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import type { Content } from "../layout/content.ts";
import type { ContentWriter, DocumentToWrite } from "../layout/content-writer.ts";
import { copyBlobs, copyPieces } from "../layout/copy-blobs.ts";
import { sizeOfHead } from "../layout/tar-head.ts";
import { openTarWriter } from "../layout/tar-writer.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { DELTA_ARTIFACT, IMAGE_MANIFEST } from "../oci/media-types.ts";
import { describeIndex, describeManifest, documentOf } from "./bundle-documents.ts";
import { blobsOf } from "./find-bundle.ts";
import {
  type CopyBlob,
  type ManifestBeside,
  openBlobsBeside,
  readBeside,
  withIndex,
  writeBeside,
} from "./manifests-beside.ts";
import { type Bundle, readConfig, readManifest, type WholeBundle } from "./open-bundle.ts";
import { roomOf } from "./plan-bundle.ts";

/** A bundle to be written: its documents are known, its blobs are copied from where they are. */
export interface Copy {
  /** Descriptor for the index of the layout. */
  readonly root: Descriptor;
  /** In the order of a tar: manifests, then configs. */
  readonly documents: readonly DocumentToWrite[];
  /** In the order of a tar. */
  readonly blobs: ReadonlyMap<Digest, CopiedBlob>;
  /** Manifests beside the bundle, written behind all of its blobs. */
  readonly beside?: CopiedBeside;
  /** Bytes in front of the first blob in a tar. */
  readonly room: number;
}

export interface CopiedBeside {
  readonly manifests: readonly ManifestBeside[];
  /** The blobs that the manifests name, each digest once, in the order of the manifests. */
  readonly blobs: ReadonlyMap<Digest, CopiedBlob>;
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
  let only: Bundle | undefined;
  for await (const bundle of whole.platforms()) {
    only = parts.length === 0 ? bundle : undefined;
    parts.push(await copyOfPlatform(bundle));
  }
  const copy = copyOfSeveral(describeIndex(name, index), index, parts);
  if (found.beside.length === 0) return copy;
  const beside = await copyOfBeside(content, found.beside);
  return { ...copy, beside, ...(only && { room: roomOf({ ...only, name, index: copy }) }) };
}

/** Manifests beside a bundle. */
export async function copyOfBeside(content: Content, beside: readonly Descriptor[]): Promise<CopiedBeside> {
  return copyOfManifests(content, await readBeside(content, beside));
}

/** Some of what travels beside a bundle. */
export async function copyOfManifests(content: Content, manifests: readonly ManifestBeside[]): Promise<CopiedBeside> {
  const opened = await openBlobsBeside(content, manifests);
  return { manifests, blobs: new Map(Array.from(opened, ([digest, bytes]) => [digest, { bytes, content }])) };
}

/**
 * The part of a bundle for one platform, as a bundle of its own: with the bytes that export writes.
 * @param beside what travels beside it
 */
export async function copyOfOne(bundle: Bundle, name: string, beside?: CopiedBeside): Promise<Copy> {
  if (bundle.delta !== undefined) return copyOfDelta(bundle, name);
  const { manifest, config, blobs } = await copyOfPlatform(bundle);
  const own = { root: describeManifest(name, manifest.bytes, bundle.config), documents: [manifest, config] };
  const sized = { name, config: bundle.config, manifest: bundle.manifest };
  if (beside === undefined) return { ...own, blobs, room: roomOf(sized) };
  const index = withIndex(own, beside.manifests);
  return { ...index, blobs, beside, room: roomOf({ ...sized, index }) };
}

/** A delta as it is. All its sizes are known before it is written, so its head has no more room than it takes. */
async function copyOfDelta({ content, stored, config: { platform } }: Bundle, name: string): Promise<Copy> {
  const { descriptor, manifest } = stored;
  const bytes = await readManifest(content, descriptor);
  const root = describeManifest(name, bytes, { platform, artifactType: DELTA_ARTIFACT });
  const documents = [
    documentOf(descriptor.mediaType, bytes),
    documentOf(manifest.config.mediaType, await readConfig(content, manifest.config)),
  ];
  const blobs = Array.from(stored.blobs, ([digest, each]) => [digest, { bytes: each, content }] as const);
  return { root, documents, blobs: new Map(blobs), room: sizeOfHead({ root, documents }) };
}

/** Manifest, config and blobs of one platform in a bundle for several. */
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
  const all = new Map([
    ...copy.blobs,
    ...[...(copy.beside?.blobs ?? [])].filter(([digest]) => !copy.blobs.has(digest)),
  ]);
  const places = Map.groupBy(all, ([, { content }]) => content);
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
    const take = writer.copyBlobs === undefined ? copy.blobs : all;
    const blobs = new Map(Array.from(take, ([digest, { bytes }]) => [digest, bytes]));
    await copyBlobs(blobs, writer, spool?.signal);
    const copyBlob: CopyBlob = async ({ digest }, write) =>
      copyPieces(known(all.get(digest)?.bytes), write, spool?.signal);
    await writeBeside(writer, copy.beside?.manifests ?? [], copyBlob, new Set(blobs.keys()));
  }
  for (const content of places.keys()) await content?.finish();
  return await writer.finish(copy.documents, copy.root);
}

function known(bytes: Bytes | undefined): Bytes {
  if (bytes === undefined) throw new Error("a blob that is copied was opened");
  return bytes;
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
