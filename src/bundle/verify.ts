import { BundleError } from "../errors.ts";
import type { ByteSource } from "../io/byte-source.ts";
import { type Digest, digester } from "../oci/digest.ts";
import type { Bundle } from "./open-bundle.ts";

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

/**
 * Checks the files that a source was put together from, where their digests are known.
 * @throws BundleError `DIGEST_MISMATCH` naming the file, and what reading throws
 */
export async function verifyFiles(source: ByteSource): Promise<void> {
  let start = 0;
  for (const { path, end, digest } of source.files) {
    if (digest !== undefined) {
      const found = await digestRange(source, start, end);
      if (found !== digest) {
        throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${path}: got ${found}, expected ${digest}`);
      }
    }
    start = end;
  }
}

/**
 * Reads every blob of the manifest from front to back and checks its digest; also that the tar holds what its head says.
 * Frames and entries are checked by the engine. Memory does not grow with the bundle.
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_TRUNCATED`, `BUNDLE_INVALID`
 */
export async function verifyBlobs(bundle: Bundle, onProgress?: (bytes: number) => void): Promise<void> {
  const inOrder = [...bundle.blobs].toSorted(([, a], [, b]) => a.offset - b.offset);
  for (const [expected, { offset, size }] of inOrder) {
    const found = await digestRange(bundle.source, offset, offset + size, onProgress);
    if (found !== expected)
      throw new BundleError("DIGEST_MISMATCH", `Cannot verify blob: got ${found}, expected ${expected}`);
  }
  await bundle.finish();
}

async function digestRange(
  source: ByteSource,
  start: number,
  end: number,
  onProgress?: (bytes: number) => void,
): Promise<Digest> {
  const hash = digester();
  for (let at = start; at < end; ) {
    const bytes = await source.read(at, Math.min(CHUNK, end - at));
    hash.update(bytes);
    at += bytes.byteLength;
    onProgress?.(bytes.byteLength);
  }
  return hash.digest();
}
