import { BundleError } from "../errors.ts";
import { digester } from "../oci/digest.ts";
import type { Bundle } from "./open-bundle.ts";

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

/**
 * Reads every blob of the manifest from front to back and checks its digest; also that the tar holds what its head says.
 * Frames and entries are checked by the engine. Memory does not grow with the bundle.
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_TRUNCATED`, `BUNDLE_INVALID`
 */
export async function verifyBlobs(bundle: Bundle, onProgress?: (bytes: number) => void): Promise<void> {
  const inOrder = [...bundle.blobs].toSorted(([, a], [, b]) => a.offset - b.offset);
  for (const [expected, { offset, size }] of inOrder) {
    const hash = digester();
    for (let done = 0; done < size; ) {
      const bytes = await bundle.source.read(offset + done, Math.min(CHUNK, size - done));
      hash.update(bytes);
      done += bytes.byteLength;
      onProgress?.(bytes.byteLength);
    }
    const found = hash.digest();
    if (found !== expected)
      throw new BundleError("DIGEST_MISMATCH", `Cannot verify blob: got ${found}, expected ${expected}`);
  }
  await bundle.finish();
}
