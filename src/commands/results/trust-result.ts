import * as v from "valibot";
import type { Proof } from "../../trust/policy/check-signature.ts";
import { list, record } from "./result-fields.ts";

const text = (description: string) => v.exactOptional(v.pipe(v.string(), v.description(description)));

const proof = record({
  kind: v.pipe(
    v.picklist(["sigstore", "ssh", "minisign", "digest"]),
    v.description("digest: a policy lists the bundle digest, so it needs no signature."),
  ),
  requirement: v.pipe(v.string(), v.description("Who required it: the path of a policy, or the options.")),
  signer: v.pipe(
    v.string(),
    v.description("Name in the certificate or of the allowed signer, id of the key, or the digest."),
  ),
  signature: text("Where the signature was found."),
  covers: v.exactOptional(
    v.pipe(
      v.picklist(["bundle", "manifest", "file"]),
      v.description("What was signed: the bundle digest, the manifest for this platform, or the whole file."),
    ),
  ),
  issuer: text("Who vouched for the signer."),
  repository: text("Repository of the workflow that ran."),
  commit: text("Commit that it ran for."),
  ref: text("Ref that it ran for."),
  workflow: text("Workflow that signed, with its ref."),
  run: text("Address of the run."),
  runner: text("github-hosted or self-hosted."),
  predicateType: text("What the attestation states."),
  key: text("Fingerprint of an SSH key, or id of a minisign key."),
  comment: text("The comment that a minisign signature covers."),
});
export type ProofResult = v.InferOutput<typeof proof>;

export const trustResult = record({
  proofs: v.pipe(list(proof), v.description("Why each requirement is met.")),
  overridden: v.pipe(
    list(v.string()),
    v.description("Policies that the bundle does not meet, and that were overridden."),
  ),
  unproven: v.pipe(list(v.string()), v.description("What the proofs do not tell.")),
});
export type TrustResult = v.InferOutput<typeof trustResult>;

/** Field of a result for what was proven. */
export const trust = v.exactOptional(
  v.pipe(trustResult, v.description("Absent if neither an option nor a policy requires a signature.")),
);

/** Limits of an offline check, for people who decide on the result. */
export const UNPROVEN: readonly string[] = [
  "that this is the newest bundle of its signer",
  "that key or certificate has not been revoked since",
  "that the tools in it do no harm",
];

/** The results for several platforms as one: each has met every requirement. */
export function together(results: readonly (TrustResult | undefined)[]): TrustResult | undefined {
  const all = results.filter((result) => result !== undefined);
  const [first] = all;
  if (first === undefined) return undefined;
  const proofs = new Map(all.flatMap((result) => result.proofs).map((one) => [JSON.stringify(one), one]));
  const overridden = new Set(all.flatMap((result) => result.overridden));
  return { proofs: [...proofs.values()], overridden: [...overridden], unproven: first.unproven };
}

export function describeProof(met: Proof & { readonly requirement: string }): ProofResult {
  const { requirement } = met;
  switch (met.kind) {
    case "sigstore": {
      const { identity, ...claims } = met;
      return { ...claims, signer: identity };
    }
    case "ssh": {
      const { kind, principal, fingerprint, signature, covers } = met;
      return { kind, requirement, signer: principal, signature, covers, key: fingerprint };
    }
    case "minisign": {
      const { kind, keyId, trustedComment, signature, covers } = met;
      return { kind, requirement, signer: keyId, signature, covers, key: keyId, comment: trustedComment };
    }
    case "digest":
      return { kind: met.kind, requirement, signer: met.digest };
  }
}
