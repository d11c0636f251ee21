import { BundleError } from "../errors.ts";
import { type Bytes, hashRange } from "../io/bytes.ts";
import type { LayerPatch } from "./delta-config.ts";
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

/** Checks the digest of each frame of the patches of a delta. @throws BundleError `DIGEST_MISMATCH` */
export async function verifyPatches({ delta, stored, content }: Bundle): Promise<void> {
  for (const patch of delta?.config.patches ?? [])
    await verifyPatch(patch, stored.blobs.get(patch.patch), content.name);
}

/** Checks the digest of each frame of a patch. Its content needs the base. */
async function verifyPatch({ patch, frames }: LayerPatch, bytes: Bytes | undefined, place: string): Promise<void> {
  let start = 0;
  for (const [index, { size, digest }] of frames.entries()) {
    const found = bytes && (await hashRange(bytes, start, size));
    if (found !== digest) {
      const what = `frame ${index} of patch ${patch} of ${place}: got ${found}, expected ${digest}`;
      throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${what}`);
    }
    start += size;
  }
}
