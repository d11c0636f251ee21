import { readNamedDocument } from "../../bundle/open-bundle.ts";
import type { Referrer } from "../../oci/referrer.ts";
import { findSignatures, type LocatedBundle, type SignaturePlace } from "./find-signatures.ts";
import { signatureReferrers } from "./signature-referrers.ts";

/**
 * Finds the signatures of a whole bundle, in the form in which they travel with it.
 * @param say told which signatures stay, and why
 * @throws BundleError what {@link findSignatures} and reading throw
 */
export async function findReferrers(
  bundle: LocatedBundle,
  place: SignaturePlace,
  say: (text: string) => void,
): Promise<readonly Referrer[]> {
  const { signatures } = await findSignatures(bundle, place);
  if (signatures.length === 0) return [];
  return signatureReferrers(signatures, await readNamedDocument(bundle.content, bundle.digest), say);
}
