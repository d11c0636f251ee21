import { asByteString } from "../archive/byte-string.ts";
import { BLOCK_SIZE, encodeHeader, FILE, padding } from "../archive/tar-entries.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, digestOf } from "../oci/digest.ts";
import { blobPath, INDEX_FILE, LAYOUT_FILE, LAYOUT_VERSION } from "../oci/layout.ts";
import { encodeImageIndex, encodeManifest } from "../oci/manifest.ts";
import { BUNDLE_ARTIFACT, BUNDLE_CONFIG, IMAGE_MANIFEST, LAYER_TAR_ZSTD, REF_NAME } from "../oci/media-types.ts";
import { type BundleConfig, encodeConfig } from "./config.ts";

/** What the documents at the front of a bundle are made of. */
export interface HeadFacts {
  readonly name: string;
  readonly config: BundleConfig;
  /** The store layer, then the layer blobs, each once. */
  readonly blobs: readonly { readonly digest: Digest; readonly size: number }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The documents in front of the blobs, and the digest that names the bundle. */
export interface Head {
  readonly digest: Digest;
  readonly index: Uint8Array;
  readonly manifest: Uint8Array;
  readonly config: Uint8Array;
}

const LAYOUT = new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
const SPACE = 0x20;

/** Makes the documents; the same facts always give the same bytes. */
export function buildHead({ name, config, blobs, annotations }: HeadFacts): Head {
  const configBytes = encodeConfig(config);
  const manifest = encodeManifest({
    artifactType: BUNDLE_ARTIFACT,
    config: { mediaType: BUNDLE_CONFIG, digest: digestOf(configBytes), size: configBytes.byteLength },
    layers: blobs.map(({ digest, size }) => ({ mediaType: LAYER_TAR_ZSTD, digest, size })),
    ...(annotations && { annotations }),
  });
  const { os, architecture, features } = config.platform;
  const descriptor: Descriptor = {
    mediaType: IMAGE_MANIFEST,
    digest: digestOf(manifest),
    size: manifest.byteLength,
    annotations: { [REF_NAME]: name },
    platform: { architecture, os, ...(features.length > 0 && { "os.features": features.toSorted() }) },
    artifactType: BUNDLE_ARTIFACT,
  };
  return { digest: descriptor.digest, index: encodeImageIndex([descriptor]), manifest, config: configBytes };
}

/** Bytes that the head takes in the file when nothing is filled up. */
export function sizeOfHead({ index, manifest, config }: Head): number {
  return [LAYOUT, index, manifest, config].reduce((sum, { byteLength }) => sum + sizeInTar(byteLength), 0);
}

/** Bytes that a member of `size` takes in a tar: header, content, padding. */
function sizeInTar(size: number): number {
  return BLOCK_SIZE + size + padding(size);
}

/**
 * The head as it stands in the file, exactly `room` bytes. Spaces behind `index.json`, which no digest covers, take up
 * what the other documents did not need.
 */
export function encodeHead(head: Head, room: number): Uint8Array {
  const slack = room - sizeOfHead(head);
  if (slack < 0) throw new Error(`Cannot write the head: it takes ${room - slack} bytes, expected at most ${room}`);
  const index = new Uint8Array(head.index.byteLength + padding(head.index.byteLength) + slack).fill(SPACE);
  index.set(head.index);
  const bytes = new Uint8Array(room);
  let position = 0;
  const put = (path: string, content: Uint8Array): void => {
    bytes.set(memberHeader(path, content.byteLength), position);
    bytes.set(content, position + BLOCK_SIZE);
    position += sizeInTar(content.byteLength);
  };
  put(LAYOUT_FILE, LAYOUT);
  put(INDEX_FILE, index);
  put(blobPath(head.digest), head.manifest);
  put(blobPath(digestOf(head.config)), head.config);
  return bytes;
}

/** The header of one member of the bundle's tar: a regular file of nobody, as old as the epoch. */
export function memberHeader(path: string, size: number): Uint8Array {
  return encodeHeader({ path: asByteString(path), type: FILE, mode: 0o644, size, mtime: 0, target: asByteString("") });
}
