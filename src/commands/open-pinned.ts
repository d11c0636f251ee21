import type { Wanted } from "../bundle/choose-manifest.ts";
import { type ChosenBundle, openBundle } from "../bundle/open-bundle.ts";
import { BundleError } from "../errors.ts";
import { hashRange } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import { parseDigest } from "../oci/digest.ts";

/**
 * Opens a bundle, and checks its digest if one is given. A common mistake is to pin the digest of the file, as `sha256sum` prints
 * it. If that one matches, the file is proven, and the hint gives the bundle digest.
 * @throws BundleError `DIGEST_INVALID`, `DIGEST_MISMATCH`, and what opening throws
 */
export async function openPinned(
  content: Content,
  digest: string | undefined,
  wanted: Omit<Wanted, "pinned"> = {},
): Promise<ChosenBundle> {
  if (digest === undefined) return await openBundle(content, wanted);
  const pinned = parseDigest(digest);
  try {
    return await openBundle(content, { ...wanted, pinned });
  } catch (error) {
    const { whole } = content;
    if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH" || whole === undefined) throw error;
    if ((await hashRange(whole, 0, await whole.size())) !== pinned) throw error;
    const bundle = await openBundle(content, wanted);
    const found = `${pinned} is the digest of the file, expected the bundle digest`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${content.name}: ${found}`, {
      cause: error,
      hint: `Set \`digest\` to ${bundle.digest}, the bundle digest of this file.`,
    });
  }
}
