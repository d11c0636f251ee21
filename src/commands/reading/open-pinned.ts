import type { Wanted } from "../../bundle/choose-manifest.ts";
import { type ChosenBundle, openBundle, openWhole, type WholeBundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { hashRange } from "../../io/bytes.ts";
import type { Content } from "../../layout/content.ts";
import { type Digest, parseDigest } from "../../oci/digest.ts";

/**
 * Opens a bundle for one platform, and checks its digest if one is given. A common mistake is to pin the digest of the file, as
 * `sha256sum` prints it. If that one matches, the file is proven, and the hint gives the bundle digest.
 * @throws BundleError `DIGEST_INVALID`, `DIGEST_MISMATCH`, and what opening throws
 */
export function openPinned(
  content: Content,
  digest: string | undefined,
  wanted: Omit<Wanted, "pinned"> = {},
): Promise<ChosenBundle> {
  return explained(content, digest, (pinned) => openBundle(content, { ...wanted, pinned }));
}

/** As {@link openPinned}, with all platforms. */
export function openPinnedWhole(content: Content, digest: string | undefined): Promise<WholeBundle> {
  return explained(content, digest, (pinned) => openWhole(content, pinned));
}

async function explained<Opened extends { readonly digest: Digest }>(
  content: Content,
  digest: string | undefined,
  open: (pinned?: Digest) => Promise<Opened>,
): Promise<Opened> {
  if (digest === undefined) return await open();
  const pinned = parseDigest(digest);
  try {
    return await open(pinned);
  } catch (error) {
    const { whole } = content;
    if (!(error instanceof BundleError) || error.code !== "DIGEST_MISMATCH" || whole === undefined) throw error;
    if ((await hashRange(whole, 0, await whole.size())) !== pinned) throw error;
    const bundle = await open();
    const found = `${pinned} is the digest of the file, expected the bundle digest`;
    throw new BundleError("DIGEST_MISMATCH", `Cannot use bundle ${content.name}: ${found}`, {
      cause: error,
      hint: `Set \`digest\` to ${bundle.digest}, the bundle digest of this file.`,
    });
  }
}
