import { randomUUID } from "node:crypto";
import { lstat, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { readRanges } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import { lookAt } from "../io/look-at.ts";
import type { Staging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { algorithmOf, digester } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";

/** Bytes copied at a time. */
const PIECE = 1024 * 1024;

/** A blob, and where its bytes come from. */
export interface BlobToCopy {
  readonly descriptor: Pick<Descriptor, "digest">;
  readonly bytes: Bytes;
  /** For messages: what the bytes come from. */
  readonly place: string;
  /** True if they are fetched ahead, or are local: then they are located, and released piece by piece. */
  readonly isAhead: boolean;
}

/** True if the store has a file of the blob's size under its digest. */
export async function hasBlob(store: string, { digest, size }: Pick<Descriptor, "digest" | "size">): Promise<boolean> {
  const there = await lookAt(join(store, blobPath(digest)), lstat);
  return there?.isFile() === true && there.size === size;
}

/**
 * Copies a blob into the store. It is hashed while it is written, and appears by a rename if it has its digest.
 * @throws BundleError `DIGEST_MISMATCH`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`, and what reading throws
 */
export async function copyBlob(staging: Staging, { descriptor, bytes, place, isAhead }: BlobToCopy): Promise<void> {
  const { digest } = descriptor;
  const staged = join(staging.path, randomUUID());
  const hash = digester(algorithmOf(digest));
  try {
    {
      await using file = await open(staged, "wx", 0o644);
      for (let done = 0; done < bytes.size; done += PIECE) {
        const size = Math.min(PIECE, bytes.size - done);
        // A remote blob may be larger than what is fetched ahead.
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
