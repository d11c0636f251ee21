import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { type Digest, hexOf } from "../../oci/digest.ts";
import { parseMinisign } from "../../trust/minisign/minisign.ts";
import type { FoundSignature } from "../../trust/signatures/signature-file.ts";
import { verifyBySomeone } from "../../trust/ssh/verify-ssh-signature.ts";

/** The document that the bundle digest names. */
interface SignedDocument {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** The parts of a Sigstore bundle that name what is signed. Who signed is not looked at. */
const attestationSchema = v.object({
  dsseEnvelope: v.object({
    payload: v.pipe(
      v.string(),
      v.transform((text) => Buffer.from(text, "base64").toString()),
      v.parseJson(),
      v.object({ subject: v.array(v.object({ digest: v.record(v.string(), v.string()) })) }),
    ),
  }),
});

/**
 * Refuses a signature of something else, as far as that shows without a key and without trust in anybody.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `LIMIT_EXCEEDED`
 */
export function checkSubject({ kind, bytes, name }: FoundSignature, document: SignedDocument): void {
  switch (kind) {
    case "ssh":
      verifyBySomeone(bytes, document.bytes);
      return;
    case "minisign":
      parseMinisign(bytes);
      return;
    case "sigstore":
      checkAttestation(bytes, name, document.digest);
  }
}

function checkAttestation(bytes: Uint8Array, name: string, digest: Digest): void {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), attestationSchema), Buffer.from(bytes).toString());
  if (!parsed.success) throw new BundleError("SIGNATURE_INVALID", `Cannot read ${name}: it is not an attestation`);
  const subjects = parsed.output.dsseEnvelope.payload.subject.map(({ digest: { sha256 = "" } }) => sha256);
  if (subjects.includes(hexOf(digest))) return;
  const found = `it is about sha256:${subjects.join(", sha256:")}, expected the bundle digest ${digest}`;
  throw new BundleError("SIGNATURE_INVALID", `Cannot attach ${name}: ${found}`, {
    hint: "An attestation of the file's own digest stays beside the file: attaching changes that digest. Attest the bundle digest (`subject-digest`).",
  });
}
