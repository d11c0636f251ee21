import {
  list,
  record
} from "./chunk-6GYU4S2R.mjs";
import {
  description,
  exactOptional,
  picklist,
  pipe,
  string
} from "./chunk-JKTDTWAH.mjs";

// src/commands/results/trust-result.ts
var text = (description2) => exactOptional(pipe(string(), description(description2)));
var proof = record({
  kind: pipe(
    picklist(["sigstore", "ssh", "minisign", "digest"]),
    description("digest: a policy lists the bundle digest, so it needs no signature.")
  ),
  requirement: pipe(string(), description("Who required it: the path of a policy, or the options.")),
  signer: pipe(
    string(),
    description("Name in the certificate or of the allowed signer, id of the key, or the digest.")
  ),
  signature: text("Where the signature was found."),
  covers: exactOptional(
    pipe(
      picklist(["bundle", "manifest", "file"]),
      description("What was signed: the bundle digest, the manifest for this platform, or the whole file.")
    )
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
  comment: text("The comment that a minisign signature covers.")
});
var trustResult = record({
  proofs: pipe(list(proof), description("Why each requirement is met.")),
  overridden: pipe(
    list(string()),
    description("Policies that the bundle does not meet, and that were overridden.")
  ),
  unproven: pipe(list(string()), description("What the proofs do not tell."))
});
var trust = exactOptional(
  pipe(trustResult, description("Absent if neither an option nor a policy requires a signature."))
);
var UNPROVEN = [
  "that this is the newest bundle of its signer",
  "that key or certificate has not been revoked since",
  "that the tools in it do no harm"
];
function together(results) {
  const all = results.filter((result) => result !== void 0);
  const [first] = all;
  if (first === void 0) return void 0;
  const proofs = new Map(all.flatMap((result) => result.proofs).map((one) => [JSON.stringify(one), one]));
  const overridden = new Set(all.flatMap((result) => result.overridden));
  return { proofs: [...proofs.values()], overridden: [...overridden], unproven: first.unproven };
}
function describeProof(met) {
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

export {
  UNPROVEN,
  together,
  describeProof
};
