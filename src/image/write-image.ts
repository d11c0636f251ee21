import type { PackedPiece } from "../archive/engine/pack-trees.ts";
import type { Compression } from "../archive/frames/stream-compression.ts";
import type { ContentWriter, DocumentToWrite } from "../layout/content-writer.ts";
import { copyBlobs } from "../layout/copy-blobs.ts";
import { sizeOfHead } from "../layout/tar-head.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digester, digestOf, parseDigest } from "../oci/digest.ts";
import { encodeManifest } from "../oci/manifest.ts";
import {
  BASE_DIGEST,
  BUNDLE_DIGEST,
  IMAGE_CONFIG,
  IMAGE_MANIFEST,
  IMAGE_NAME,
  LAYER_TAR,
  LAYER_TAR_GZIP,
  LAYER_TAR_ZSTD,
  REF_NAME,
} from "../oci/media-types.ts";
import type { BaseImage } from "./base-image.ts";
import { DOCKER_FILE, encodeDockerFile } from "./docker-archive.ts";
import { encodeImageConfig } from "./image-config.ts";
import type { ImageName } from "./image-name.ts";

/** An image to write. */
export interface ImagePlan {
  readonly name: ImageName;
  readonly os: string;
  readonly architecture: string;
  /** Digest of the bundle. */
  readonly bundle: Digest;
  readonly base?: BaseImage | undefined;
  /** `KEY=VALUE`, those of the base included. */
  readonly variables: readonly string[];
  /** The text of each layer in `docker history`, in the order of the trees. */
  readonly comments: readonly string[];
  readonly compression: Compression["kind"];
}

/** Result of writing an image. */
export interface WrittenImage {
  readonly digest: Digest;
  /** Size of the image in its place, in bytes. */
  readonly size: number;
  /** With those of the base. */
  readonly layers: number;
}

interface WrittenLayer {
  readonly digest: Digest;
  readonly size: number;
  readonly diffId: Digest;
  readonly comment: string;
}

const MEDIA_TYPES = { zstd: LAYER_TAR_ZSTD, gzip: LAYER_TAR_GZIP, none: LAYER_TAR };

/**
 * Writes an image in one pass: the layers of its base, those of its trees as their pieces come, then the documents.
 * @throws BundleError `DIGEST_MISMATCH`, what reading the base throws and what the writer throws
 */
export async function writeImage(
  plan: ImagePlan,
  pieces: AsyncIterable<PackedPiece>,
  writer: ContentWriter,
): Promise<WrittenImage> {
  const { base } = plan;
  if (base !== undefined) {
    await copyBlobs(new Map(base.layers.map(({ descriptor, bytes }) => [descriptor.digest, bytes])), writer);
  }
  const layers = await writeLayers(plan, pieces, writer);
  const { root, documents, files } = describeImage(plan, layers);
  const size = await writer.finish(documents, root, files);
  return { digest: root.digest, size, layers: layers.length + (base?.layers.length ?? 0) };
}

/** Bytes in front of the first blob of a tar. The documents have at most this size. */
export function roomOfImage(plan: ImagePlan): number {
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  const widest = plan.comments.map((comment) => ({ digest, size: Number.MAX_SAFE_INTEGER, diffId: digest, comment }));
  return sizeOfHead(describeImage(plan, widest));
}

async function writeLayers(
  { comments, compression }: ImagePlan,
  pieces: AsyncIterable<PackedPiece>,
  writer: ContentWriter,
): Promise<readonly WrittenLayer[]> {
  const layers: WrittenLayer[] = [];
  let current: { readonly tree: number; readonly blob: Awaited<ReturnType<ContentWriter["blob"]>> } | undefined;
  const isPlain = compression === "none";
  let content = digester();
  const finish = async (): Promise<void> => {
    if (current === undefined) return;
    const { digest, size } = await current.blob.commit();
    const diffId = isPlain ? digest : content.digest();
    layers.push({ digest, size, diffId, comment: comments[current.tree] ?? "" });
  };
  for await (const piece of pieces) {
    if (piece.tree !== current?.tree) {
      await finish();
      current = { tree: piece.tree, blob: await writer.blob() };
      content = digester();
    }
    const writing = current.blob.write(piece.bytes);
    if (!isPlain) content.update(piece.content);
    await writing;
  }
  await finish();
  return layers;
}

/** The documents of an image. Deterministic: the same layers always give the same bytes. */
function describeImage(
  { name, os, architecture, bundle, base, variables, compression }: ImagePlan,
  layers: readonly WrittenLayer[],
): {
  readonly root: Descriptor;
  readonly documents: readonly DocumentToWrite[];
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
} {
  const below = (base?.layers ?? []).map(({ descriptor }) => descriptor);
  const added = layers.map(({ digest, size }) => ({ mediaType: MEDIA_TYPES[compression], digest, size }));
  const all = [...below, ...added];
  const config = encodeImageConfig({ os, architecture, variables, base: base?.config, layers });
  const manifest = encodeManifest({
    config: { mediaType: IMAGE_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers: all,
    annotations: { [BUNDLE_DIGEST]: bundle, ...(base?.digest !== undefined && { [BASE_DIGEST]: base.digest }) },
  });
  const root = {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [IMAGE_NAME]: name.full, [REF_NAME]: name.short },
    platform: { architecture, os },
  };
  return {
    root,
    documents: [
      { mediaType: IMAGE_MANIFEST, digest: digestOf(manifest), bytes: manifest },
      { mediaType: IMAGE_CONFIG, digest: digestOf(config), bytes: config },
    ],
    files: [{ path: DOCKER_FILE, bytes: encodeDockerFile(name.short, digestOf(config), all) }],
  };
}
