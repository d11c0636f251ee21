import * as v from "valibot";
import { BundleError } from "../../errors.ts";
import { parseMinisign } from "../../trust/minisign/minisign.ts";
import type { FoundSignature } from "../../trust/signatures/signature-file.ts";
import { fingerprintOf } from "../../trust/ssh/ssh-key.ts";
import { parseSshSignature } from "../../trust/ssh/ssh-signature.ts";
import { record } from "./result-fields.ts";

/** The claims of a signature. None is verified. */
export const signatureClaim = record({
  kind: v.picklist(["sigstore", "ssh", "minisign"]),
  found: v.pipe(v.string(), v.description("Where it is.")),
  signer: v.exactOptional(
    v.pipe(
      v.string(),
      v.description("Name in its certificate, fingerprint of the SSH key, or id of the minisign key."),
    ),
  ),
  predicateType: v.exactOptional(v.pipe(v.string(), v.description("What an attestation states."))),
  about: v.exactOptional(
    v.pipe(
      v.boolean(),
      v.description("Whether an attestation names this bundle's digest. It may name the digest of the file instead."),
    ),
  ),
  problem: v.exactOptional(v.pipe(v.string(), v.description("Why it cannot be read."))),
});
export type SignatureClaim = v.InferOutput<typeof signatureClaim>;

/** @param digests those by which signatures can name the bundle */
export async function readClaim(signature: FoundSignature, digests: readonly string[]): Promise<SignatureClaim> {
  const { kind, name } = signature;
  try {
    return { kind, found: name, ...(await claimOf(signature, digests)) };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { kind, found: name, problem: error.lines.join("; ") };
  }
}

async function claimOf(
  { kind, bytes, name }: FoundSignature,
  digests: readonly string[],
): Promise<Pick<SignatureClaim, "signer" | "predicateType" | "about">> {
  switch (kind) {
    case "ssh":
      return { signer: fingerprintOf(parseSshSignature(bytes).key) };
    case "minisign":
      return { signer: parseMinisign(bytes).keyId };
    case "sigstore": {
      const { parseAttestation } = await import("../../trust/sigstore/attestation.ts");
      const { signedBy, statement } = parseAttestation(bytes, name);
      const { subjects, predicateType } = statement;
      const signer = signedBy.replace(/^(?:URI|email):/, "");
      return { signer, predicateType, about: subjects.some((subject) => digests.includes(subject)) };
    }
  }
}
