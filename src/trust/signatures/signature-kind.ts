import { SIGSTORE_BUNDLE } from "../../oci/media-types.ts";

/** The kinds of signature files, with the media type under which a layout or a registry has them. */
export const SIGNATURE_TYPES = {
  ssh: "application/vnd.ocx-bundle.ssh-signature.v1",
  minisign: "application/vnd.ocx-bundle.minisign-signature.v1",
  sigstore: SIGSTORE_BUNDLE,
} as const;

export type SignatureKind = keyof typeof SIGNATURE_TYPES;

/** Tells the kind of a signature file by its beginning; undefined for any other file. The rest is not checked. */
export function signatureKind(file: Uint8Array): SignatureKind | undefined {
  const start = Buffer.from(file.subarray(0, 64)).toString("latin1").trimStart();
  if (start.startsWith("-----BEGIN SSH SIGNATURE-----")) return "ssh";
  if (start.startsWith("untrusted comment:")) return "minisign";
  return start.startsWith("{") ? "sigstore" : undefined;
}
