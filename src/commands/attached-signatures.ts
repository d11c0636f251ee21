import { BundleError } from "../errors.ts";
import type { Content } from "../layout/content.ts";
import { readWhole } from "../layout/read-layout.ts";
import { readLinks } from "../layout/walk-manifests.ts";
import { MAX_ATTESTATION, MAX_SIGNATURES } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, isDigestOf } from "../oci/digest.ts";
import { IMAGE_MANIFEST, REF_NAME } from "../oci/media-types.ts";
import { type FoundSignature, splitSignatures } from "../trust/signatures/found-signature.ts";
import { SIGNATURE_TYPES } from "../trust/signatures/signature-kind.ts";

const TYPES: readonly string[] = Object.values(SIGNATURE_TYPES);

/**
 * Reads the signatures that are attached to a bundle in its own file or directory, after the bundle was opened. One that is damaged
 * or too large is left out: anybody who carries the file may have put it there.
 * @param digest the bundle digest
 */
export async function readAttachedSignatures(content: Content, digest: Digest): Promise<readonly FoundSignature[]> {
  const found: FoundSignature[] = [];
  for (const referrer of (await content.roots()).filter(mayBeSignature).slice(0, MAX_SIGNATURES))
    found.push(...(await readReferrer(content, referrer, digest)));
  return found.slice(0, MAX_SIGNATURES);
}

/** True for a descriptor in an index that says so; the manifest itself decides. */
function mayBeSignature({ mediaType, artifactType = "", annotations }: Descriptor): boolean {
  return mediaType === IMAGE_MANIFEST && annotations?.[REF_NAME] === undefined && TYPES.includes(artifactType);
}

/** What makes an attachment unusable. A torn file and a lost connection are failures. */
const UNUSABLE: readonly string[] = ["BUNDLE_INVALID", "DIGEST_MISMATCH", "LIMIT_EXCEEDED", "SIGNATURE_INVALID"];

async function readReferrer(content: Content, referrer: Descriptor, digest: Digest): Promise<FoundSignature[]> {
  try {
    const links = await readLinks(content, referrer);
    if (links?.subject?.digest !== digest) return [];
    const found: FoundSignature[] = [];
    for (const blob of links.to.filter(({ mediaType }) => TYPES.includes(mediaType))) {
      const name = `${referrer.digest} in ${content.name}`;
      const bytes = await content.open(blob);
      const read = bytes && (await readWhole(bytes, name, MAX_ATTESTATION));
      if (read !== undefined && isDigestOf(blob.digest, read)) found.push(...splitSignatures(read, name));
    }
    return found;
  } catch (error) {
    if (error instanceof BundleError && UNUSABLE.includes(error.code)) return [];
    throw error;
  }
}
