import type { Bundle } from "../../bundle/open-bundle.ts";
import { digestOf } from "../../oci/digest.ts";
import { parseLinks } from "../../oci/links.ts";
import type { Evidence } from "../../trust/policy/meet-requirement.ts";
import { isSignature, type NamedBlob, readSignatures } from "./attached-signatures.ts";

/**
 * Reads the signatures among what the registry of a bundle lists as referrers of it.
 * @throws BundleError what the registry's answers make it throw
 */
export async function readReferrerSignatures({
  content,
  digest,
}: Pick<Bundle, "content" | "digest">): Promise<Evidence> {
  const { referrers } = content;
  if (referrers === undefined) return { signatures: [], looked: [] };
  const blobs: NamedBlob[] = [];
  for (const bytes of await referrers.of(digest)) {
    const name = `referrer ${digestOf(bytes)} in ${referrers.name}`;
    for (const blob of parseLinks(bytes).to.filter(isSignature)) blobs.push({ blob, name });
  }
  return { signatures: await readSignatures(referrers, blobs), looked: [`referrers of ${referrers.name}`] };
}
