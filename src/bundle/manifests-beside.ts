import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import type { ContentWriter, DocumentToWrite } from "../layout/content-writer.ts";
import { MAX_MANIFESTS } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { isManifestType, parseLinks } from "../oci/links.ts";
import { encodeImageIndex } from "../oci/manifest.ts";
import { IMAGE_INDEX, REF_NAME } from "../oci/media-types.ts";
import { describeIndex, documentOf } from "./bundle-documents.ts";
import { openBlob, readVerified } from "./read-verified.ts";

/** A place from which manifests beside a bundle are read, and what they name. */
export type BesidePlace = Pick<Content, "open" | "expect">;

/** A manifest that travels beside a bundle, in one image index with it. */
export interface ManifestBeside {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** Copies a blob piece by piece. */
export type CopyBlob = (blob: Descriptor, write: (bytes: Uint8Array) => Promise<void>) => Promise<void>;

/** Manifests to write into the image index of a bundle, next to its own, with their blobs. */
export interface Beside {
  /** The manifests, once the descriptor of the bundle's own is known. How many they are does not depend on it. */
  manifestsOf(bundle: Descriptor): readonly ManifestBeside[];
  /** Copies a blob that one of them names. */
  readonly copyBlob: CopyBlob;
  /** Blobs that say what the others are. A delta has them in any case. */
  readonly needed: ReadonlySet<Digest>;
}

/** The documents of a bundle, and the descriptor of the first. */
export interface Documents {
  readonly root: Descriptor;
  /** In the order of a tar. */
  readonly documents: readonly DocumentToWrite[];
}

/**
 * Puts an image index in front of a bundle's documents. It names the bundle first, then what travels beside it. The name of the
 * bundle is not part of its content.
 */
export function withIndex({ root, documents }: Documents, manifests: readonly ManifestBeside[]): Documents {
  const index = encodeImageIndex([inIndex(root), ...manifests.map(({ descriptor }) => descriptor)]);
  return {
    root: describeIndex(root.annotations?.[REF_NAME] ?? "", index),
    documents: [documentOf(IMAGE_INDEX, index), ...documents],
  };
}

/** The descriptor of a bundle as an image index has it. */
export function inIndex({ mediaType, digest, size, platform }: Descriptor): Descriptor {
  return { mediaType, digest, size, ...(platform && { platform }) };
}

/**
 * Writes manifests that travel beside a bundle, each with what it names behind it, each digest once.
 * @param written what need not be written again
 * @throws BundleError what reading and the writer throw
 */
export async function writeBeside(
  writer: Pick<ContentWriter, "blob" | "has" | "manifest">,
  manifests: readonly ManifestBeside[],
  copyBlob: CopyBlob,
  written: ReadonlySet<Digest>,
): Promise<void> {
  for (const { descriptor, bytes } of orderBeside(manifests, written)) {
    if (bytes === undefined) {
      if ((await writer.has?.(descriptor)) !== true) await putBlob(writer, descriptor, copyBlob);
    } else if (writer.manifest !== undefined) await writer.manifest({ ...descriptor, bytes });
    else await putBlob(writer, descriptor, (_, write) => write(bytes));
  }
}

/** Each manifest with what it names behind it, each digest once. Blobs have no `bytes` here. */
export function orderBeside(
  manifests: readonly ManifestBeside[],
  written: ReadonlySet<Digest>,
): readonly (Pick<ManifestBeside, "descriptor"> & Partial<ManifestBeside>)[] {
  const all = manifests.flatMap((manifest) => [
    manifest,
    ...parseLinks(manifest.bytes).to.map((descriptor) => ({ descriptor })),
  ]);
  const done = new Set(written);
  return all.filter(({ descriptor: { digest } }) => {
    const isNew = !done.has(digest);
    done.add(digest);
    return isNew;
  });
}

async function putBlob(writer: Pick<ContentWriter, "blob">, descriptor: Descriptor, copy: CopyBlob): Promise<void> {
  const blob = await writer.blob();
  await copy(descriptor, (bytes) => blob.write(bytes));
  const { digest, size } = await blob.commit();
  if (digest === descriptor.digest && size === descriptor.size) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot copy a blob: got ${digest}, expected ${descriptor.digest}`);
}

/**
 * Reads the manifests beside a bundle, in the order of the image index. Each is verified; the blobs are not read.
 * @throws BundleError `BUNDLE_INVALID`, `DIGEST_MISMATCH`, `LIMIT_EXCEEDED`, and what reading throws
 */
export async function readBeside(
  content: BesidePlace,
  beside: readonly Descriptor[],
): Promise<readonly ManifestBeside[]> {
  const read = new Map<Digest, ManifestBeside>();
  let left = MAX_MANIFESTS;
  for (const descriptor of beside) {
    if (read.has(descriptor.digest)) continue;
    await content.expect([descriptor], "first");
    const bytes = await readVerified(content, descriptor, { what: "manifest", longest: left });
    left -= bytes.byteLength;
    const { to } = parseLinks(bytes);
    if (!isManifestType(descriptor.mediaType) || to.some(({ mediaType }) => isManifestType(mediaType)))
      throw new BundleError(
        "BUNDLE_INVALID",
        `Cannot read bundle: ${descriptor.digest} in it is not a manifest of blobs`,
      );
    await content.expect(to, "first");
    read.set(descriptor.digest, { descriptor, bytes });
  }
  return [...read.values()];
}

/** The blobs that manifests name, each once, in their order. */
export function blobsBeside(manifests: readonly ManifestBeside[]): readonly Descriptor[] {
  const blobs = new Map<Digest, Descriptor>();
  for (const { bytes } of manifests)
    for (const blob of parseLinks(bytes).to) if (!blobs.has(blob.digest)) blobs.set(blob.digest, blob);
  return [...blobs.values()];
}

/**
 * Opens the blobs that manifests name, each once, in their order.
 * @throws BundleError `BUNDLE_INVALID` for one that is missing or has another size
 */
export async function openBlobsBeside(
  content: BesidePlace,
  manifests: readonly ManifestBeside[],
): Promise<ReadonlyMap<Digest, Bytes>> {
  const blobs = new Map<Digest, Bytes>();
  for (const blob of blobsBeside(manifests)) blobs.set(blob.digest, await openBlob(content, blob, "blob"));
  return blobs;
}
