import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { openByPath } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { hashBlob } from "./hash-blob.ts";

/** A blob in a store and in the place behind it, one of which has it. */
export interface BlobInBoth {
  readonly descriptor: Descriptor;
  readonly far: Bytes | undefined;
  readonly stored: Bytes | undefined;
}

/** The bytes of blobs, each from the store or from the place. */
export interface ChosenBytes {
  /** A blob whose bytes are chosen when they are first asked for, if nothing else has settled that. */
  bytesOf(both: BlobInBoth): Bytes;
  /** Settles where the bytes of a blob come from. */
  settle(digest: Digest, source: Promise<Bytes>): Promise<Bytes>;
}

/** @param place name of the place behind the store, for messages */
export function chosenBytes(place: string): ChosenBytes {
  const sources = new Map<Digest, Promise<Bytes>>();
  /** Sources that are known. */
  const known = new Map<Digest, Bytes>();
  const settle = (digest: Digest, source: Promise<Bytes>): Promise<Bytes> => {
    sources.set(digest, source);
    source.then(
      (bytes) => known.set(digest, bytes),
      () => undefined,
    );
    return source;
  };
  return {
    settle,
    bytesOf(both) {
      const { descriptor, far, stored } = both;
      const { digest, size } = descriptor;
      const find = (): Promise<Bytes> => sources.get(digest) ?? settle(digest, chooseBytes(both, place));
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
    },
  };
}

/** The bytes in the store if they are good, else those of the place. */
export async function chooseBytes(both: BlobInBoth, place: string): Promise<Bytes> {
  const { descriptor, far, stored } = both;
  if (stored !== undefined && (await isGood(both))) return stored;
  if (far !== undefined) return far;
  const found = `its bytes in the store are damaged, and ${place} lacks it`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot read blob ${descriptor.digest}: ${found}`);
}

export async function isGood({ descriptor, stored }: BlobInBoth, signal?: AbortSignal): Promise<boolean> {
  if (stored === undefined) return false;
  return (await hashBlob(stored, descriptor.digest, () => signal?.throwIfAborted())) === descriptor.digest;
}

/** The blob under its digest. @throws BundleError `FILE_NOT_FOUND` */
export async function openStored(store: string, { digest }: Descriptor): Promise<Bytes> {
  const path = join(store, blobPath(digest));
  const bytes = await openByPath(path);
  if (bytes !== undefined) return bytes;
  throw new BundleError("FILE_NOT_FOUND", `Cannot read ${path}: it was removed while it was in use`);
}
