import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAttestation } from "../../src/trust/sigstore/attestation.ts";
import type { SigstoreIdentity } from "../../src/trust/sigstore/identity.ts";
import { PROVENANCE } from "../../src/trust/sigstore/statement.ts";
import { parseTrustedRoots } from "../../src/trust/sigstore/trusted-root.ts";
import { verifyAttestation } from "../../src/trust/sigstore/verify-attestation.ts";

// Attestations that GitHub's workflows made; see test/golden/sigstore/README.md.

const read = (name: string): Buffer => readFileSync(join("test/golden/sigstore", name));
const roots = parseTrustedRoots(read("trusted_root.json"), "root");
const REUSABLE = "github/artifact-attestations-workflows/.github/workflows/attest.yml";

function verify(file: string, identity: SigstoreIdentity) {
  const attestation = parseAttestation(read(file), file);
  return {
    ...verifyAttestation(attestation, { roots, identity, predicateTypes: [PROVENANCE] }),
    ...attestation.statement,
  };
}

test("an attestation by a reusable workflow tells the repository that called it, and the workflow", () => {
  const file = "reusable-workflow-attestation.sigstore.json";
  expect(verify(file, { repository: "malancas/attest-demo", workflow: REUSABLE })).toMatchObject({
    repository: "https://github.com/malancas/attest-demo",
    workflow: `https://github.com/${REUSABLE}@09b495c3f12c7881b3cc17209a327792065c1a1d`,
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    run: expect.stringContaining("https://github.com/malancas/attest-demo/actions/runs/"),
    runner: "github-hosted",
    subjects: ["sha256:49a3aa6075e0f49f82843e74b5baa614ad2a588e6675612bf108a0a008c5ac25"],
  });
  const signer = { repository: "github/artifact-attestations-workflows" };
  expect(() => verify(file, signer)).toThrow("malancas/attest-demo");
});

test("an issuer of a company is another one than GitHub's, and can be named", () => {
  const [file, repository] = ["custom-issuer.sigstore.json", "too-legit/attest"];
  expect(() => verify(file, { repository })).toThrow("hammer-time");
  const issuer = "https://token.actions.githubusercontent.com/hammer-time";
  expect(verify(file, { repository, issuer })).toMatchObject({ issuer, ref: "refs/heads/main" });
});

test("an attestation of GitHub's instance is not accepted with the root of the public one", () => {
  const attestation = parseAttestation(read("github-instance.jsonl"), "x");
  expect(attestation.issuer).toMatch(/^O=GitHub\\, Inc\.$/m);
  expect(() => verify("github-instance.jsonl", { repository: "actions/attest-demo" })).toThrow(
    expect.objectContaining({ code: "SIGNATURE_INVALID" }),
  );
});
