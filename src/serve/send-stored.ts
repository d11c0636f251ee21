import { BundleError } from "../errors.ts";
import { openRegular } from "../io/byte-source.ts";
import { cachedReader } from "../io/cached-reader.ts";
import { algorithmOf, digester } from "../oci/digest.ts";
import type { StoredBody } from "./answer.ts";

/** Bytes read and sent at a time. Each client, however slow, keeps one such piece in memory. */
const PIECE = 256 * 1024;

/** Buffers that wait for their next use. */
const MAX_FREE = 16;

/**
 * Sends stored bytes, and hashes them when they are sent whole and are not verified. A damaged blob is not sent to its end, so that no client can
 * take it for whole.
 * @returns throws BundleError `DIGEST_MISMATCH`, what reading throws, and what `write` throws
 */
export function storedSender(): (body: StoredBody, write: (bytes: Uint8Array) => Promise<void>) => Promise<void> {
  const read = cachedReader();
  // All clients use the same few buffers, as long as the system takes pieces at once: these stay in the cache of the processor.
  const free: Uint8Array[] = [];
  return async ({ name, ranges, size, digest, isVerified = false }, write) => {
    const hash = digest === undefined || isVerified ? undefined : digester(algorithmOf(digest));
    let left = size;
    for (const { path, offset, length } of ranges) {
      await using file = (await openRegular(path)).file;
      for (let done = 0; done < length; done += PIECE) {
        const buffer = free.pop() ?? Buffer.allocUnsafeSlow(PIECE);
        const piece = buffer.subarray(0, Math.min(PIECE, length - done));
        await read(file, piece, { path, offset: offset + done, length: piece.byteLength });
        left -= piece.byteLength;
        hash?.update(piece);
        const found = left === 0 ? hash?.digest() : undefined;
        if (found !== undefined && found !== digest)
          throw new BundleError("DIGEST_MISMATCH", `Cannot serve ${name}: got ${found}, expected ${digest}`);
        await write(piece);
        // Not after a failure: the system may still have the buffer.
        if (free.length < MAX_FREE) free.push(buffer);
      }
    }
  };
}
