import { BundleError } from "../errors.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Digest } from "../oci/digest.ts";
import type { ContentWriter } from "./content-writer.ts";

/** Bytes copied at a time. */
const CHUNK = 1024 * 1024;

/**
 * Copies blobs to another place, and checks their digests.
 * @throws BundleError `DIGEST_MISMATCH`, what reading throws and what the writer throws; the reason of the signal
 */
export async function copyBlobs(
  blobs: ReadonlyMap<Digest, Bytes>,
  writer: ContentWriter,
  signal?: AbortSignal,
): Promise<void> {
  if (writer.copyBlobs !== undefined) {
    await writer.copyBlobs(blobs);
    return;
  }
  for (const [expected, bytes] of blobs) {
    const blob = await writer.blob();
    await copyPieces(bytes, (piece) => blob.write(piece), signal);
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${bytes.name}: got blob ${digest}, expected ${expected}`);
  }
}

/** Reads bytes from front to back. @throws what reading and writing throw; the reason of the signal */
export async function copyPieces(
  bytes: Pick<Bytes, "read" | "size">,
  write: (piece: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (let done = 0; done < bytes.size; done += CHUNK) {
    signal?.throwIfAborted();
    await write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
  }
}
