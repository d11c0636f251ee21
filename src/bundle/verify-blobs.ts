import { BundleError } from "../errors.ts";
import { hashRange } from "../io/bytes.ts";
import type { Bundle } from "./open-bundle.ts";

/**
 * Reads every blob of the manifest from front to back and checks its digest; then checks that the place holds what its head
 * announced. The engine checks frames and entries. Memory does not grow with the bundle.
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_TRUNCATED`, `BUNDLE_INVALID`
 */
export async function verifyBlobs(
  { blobs, content }: Pick<Bundle, "blobs" | "content">,
  onProgress?: (bytes: number) => void,
): Promise<void> {
  for (const [expected, bytes] of blobs) {
    const found = await hashRange(bytes, 0, bytes.size, onProgress);
    if (found !== expected)
      throw new BundleError(
        "DIGEST_MISMATCH",
        `Cannot verify a blob of ${content.name}: got ${found}, expected ${expected}`,
      );
  }
  await content.finish();
}
