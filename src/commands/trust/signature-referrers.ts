import type { NamedDocument } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { Referrer } from "../../oci/referrer.ts";
import type { FoundSignature } from "../../trust/signatures/signature-file.ts";
import { checkSubject } from "./check-subject.ts";
import { encodeSignature } from "./encode-signature.ts";

/**
 * Signatures in the form in which they travel with a bundle. Those of something else stay behind.
 * @param document the one that the bundle digest names
 * @param say told which signatures stay, and why
 */
export function signatureReferrers(
  signatures: readonly FoundSignature[],
  { descriptor, bytes }: Omit<NamedDocument, "name">,
  say: (text: string) => void,
): readonly Referrer[] {
  return signatures.flatMap((signature) => {
    try {
      checkSubject(signature, { digest: descriptor.digest, bytes });
      return [encodeSignature(signature, descriptor)];
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      say(`${signature.name} stays here: ${error.lines.join("; ")}`);
      return [];
    }
  });
}
