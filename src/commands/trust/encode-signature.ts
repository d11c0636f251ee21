import type { Descriptor } from "../../oci/descriptor.ts";
import { encodeReferrer, type Referrer } from "../../oci/referrer.ts";
import type { FoundSignature } from "../../trust/signatures/signature-file.ts";
import { SIGNATURE_TYPES, type SignatureKind } from "../../trust/signatures/signature-kind.ts";

/** Names for clients that pull a signature into a file. */
const TITLES: Readonly<Record<SignatureKind, string>> = {
  ssh: "bundle.sig",
  minisign: "bundle.minisig",
  sigstore: "bundle.sigstore.json",
};

/**
 * A signature in the form in which files, directories and registries have it. The same signature always gets the same one.
 * @param bundle descriptor of the document that the bundle digest names
 */
export function encodeSignature({ kind, bytes }: FoundSignature, bundle: Descriptor): Referrer {
  return encodeReferrer(bundle, { mediaType: SIGNATURE_TYPES[kind], bytes, title: TITLES[kind] });
}
