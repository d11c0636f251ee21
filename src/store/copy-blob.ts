import { randomUUID } from "node:crypto";
import { lstat, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { openByPath } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import { lookAt } from "../io/look-at.ts";
import { readPieces } from "../io/read-pieces.ts";
import type { Staging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { algorithmOf, digester } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { hashBlob } from "./hash-blob.ts";

/** Bytes copied at a time. */
const PIECE = 1024 * 1024;
/** Bytes located at a time: a remote blob may be larger than what is fetched ahead. */
const RUN = 16 * PIECE;

/** A blob, and where its bytes come from. */
export interface BlobToCopy {
  readonly descriptor: Pick<Descriptor, "digest">;
  readonly bytes: Bytes;
  /** For messages: what the bytes come from. */
  readonly place: string;
  /** True if they are fetched ahead, or are local: then they are located, and released piece by piece. */
  readonly isAhead: boolean;
  /** Ends the copy. */
  readonly signal?: AbortSignal;
}

/** True if the store has a file of the blob's size under its digest. */
export async function storeHasBlob(
  store: string,
  { digest, size }: Pick<Descriptor, "digest" | "size">,
): Promise<boolean> {
  const there = await lookAt(join(store, blobPath(digest)), lstat);
  return there?.isFile() === true && there.size === size;
}

/** As {@link storeHasBlob}, and the file has the digest. @throws BundleError what reading throws, and the reason of the signal */
export async function storeHasGoodBlob(
  store: string,
  blob: Pick<Descriptor, "digest" | "size">,
  signal: AbortSignal,
): Promise<boolean> {
  const bytes = (await storeHasBlob(store, blob)) ? await openByPath(join(store, blobPath(blob.digest))) : undefined;
  return bytes !== undefined && (await hashBlob(bytes, blob.digest, () => signal.throwIfAborted())) === blob.digest;
}

/**
 * Copies a blob into the store. It is hashed while it is written, and appears by a rename if it has its digest.
 * @throws BundleError `DIGEST_MISMATCH`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`, what reading throws, and the reason of the signal
 */
export async function copyBlob(
  staging: Staging,
  { descriptor, bytes, place, isAhead, signal }: BlobToCopy,
): Promise<void> {
  const { digest } = descriptor;
  const staged = join(staging.path, randomUUID());
  const hash = digester(algorithmOf(digest));
  try {
    {
      await using file = await open(staged, "wx", 0o644);
      let writing: Promise<void> | undefined;
      for await (const piece of isAhead ? locatedPieces(bytes) : readPieceByPiece(bytes)) {
        signal?.throwIfAborted();
        hash.update(piece);
        await writing;
        writing = file.writeFile(piece);
        // It is awaited when the next piece has been read.
        writing.catch(() => {});
      }
      await writing;
    }
    const found = hash.digest();
    if (found !== digest)
      throw new BundleError("DIGEST_MISMATCH", `Cannot copy blob of ${place}: got ${found}, expected ${digest}`);
    await staging.root.at(blobPath(digest), (target) => rename(staged, target));
  } catch (error) {
    throw fromSystemError(error, `write blob ${digest} into the store`);
  }
}

/** Locates the bytes of a blob, and releases them when they were used. */
async function* locatedPieces(bytes: Bytes): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.size; start += RUN) {
    const end = Math.min(bytes.size, start + RUN);
    yield* readPieces(bytes, { start, end, most: PIECE });
    bytes.release?.(start, end - start);
  }
}

async function* readPieceByPiece(bytes: Bytes): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < bytes.size; done += PIECE) yield bytes.read(done, Math.min(PIECE, bytes.size - done));
}
