import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAttestation } from "../../src/trust/sigstore/attestation.ts";
import type { SigstoreIdentity } from "../../src/trust/sigstore/identity.ts";
import { PROVENANCE } from "../../src/trust/sigstore/statement.ts";
import { parseTrustedRoots } from "../../src/trust/sigstore/trusted-root.ts";
import { verifyAttestation } from "../../src/trust/sigstore/verify-attestation.ts";

// Attestations that GitHub's workflows made; see test/golden/sigstore/README.md.

const read = (name: string): Buffer => readFileSync(join("test/golden/sigstore", name));
const jsonOf = (name: string): any => JSON.parse(read(name).toString());
const rootsIn = (...names: readonly string[]) =>
  parseTrustedRoots(Buffer.from(names.map((name) => JSON.stringify(jsonOf(name))).join("\n")), "root");
const PUBLIC = rootsIn("trusted_root.json");
const REUSABLE = "github/artifact-attestations-workflows/.github/workflows/attest.yml";

function verify(file: string, identity: SigstoreIdentity, roots = PUBLIC, bytes: Uint8Array = read(file)) {
  const attestation = parseAttestation(bytes, file);
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

interface Recorded {
  readonly file: string;
  readonly roots: ReturnType<typeof rootsIn>;
  readonly repository: string;
  readonly subject: string;
  /** Where the JSON has bytes that somebody signed. */
  readonly signed: Readonly<Record<string, (document: any) => [holder: any, name: string]>>;
}

const EVERYWHERE: Recorded["signed"] = {
  signature: ({ dsseEnvelope: { signatures } }) => [signatures[0], "sig"],
  statement: ({ dsseEnvelope }) => [dsseEnvelope, "payload"],
  certificate: ({ verificationMaterial: { certificate } }) => [certificate, "rawBytes"],
  time: ({ verificationMaterial: { timestampVerificationData: data } }) => [
    data.rfc3161Timestamps[0],
    "signedTimestamp",
  ],
};

describe.each<[string, Recorded]>([
  [
    "GitHub's own instance, whose root is the second line of a file",
    {
      file: "github-instance.jsonl",
      roots: rootsIn("trusted_root.json", "github-trusted-root.json"),
      repository: "actions/attest-demo",
      subject: "sha256:ae57936def59bc4c75edd3a837d89bcefc6d3a5e31d55a6fa7a71624f92c3c3b",
      signed: EVERYWHERE,
    },
  ],
  [
    "a log of Rekor v2",
    {
      file: "rekor-v2.sigstore.json",
      roots: rootsIn("staging-trusted-root.json"),
      repository: "sigstore-conformance/extremely-dangerous-public-oidc-beacon",
      subject: "sha256:a0cfc71271d6e278e57cd332ff957c3f7043fdda354c4cbb190a30d56efa01bf",
      signed: {
        ...EVERYWHERE,
        "log entry": ({ verificationMaterial: { tlogEntries } }) => [tlogEntries[0], "canonicalizedBody"],
        "proof of inclusion": ({ verificationMaterial: { tlogEntries } }) => [
          tlogEntries[0].inclusionProof.hashes,
          "0",
        ],
      },
    },
  ],
])("an attestation of %s", (_, { file, roots, repository, subject, signed }) => {
  const codeOf = (bytes: Uint8Array, identity: SigstoreIdentity = { repository }): unknown => {
    try {
      return verify(file, identity, roots, bytes).repository;
    } catch (error) {
      return error instanceof Error && "code" in error ? error.code : error;
    }
  };

  test("is accepted", () => {
    expect(verify(file, { repository, ref: "refs/heads/main" }, roots)).toMatchObject({
      repository: `https://github.com/${repository}`,
      runner: "github-hosted",
      subjects: [subject],
    });
  });

  test("is refused for another repository, and as one about another digest", () => {
    expect(codeOf(read(file), { repository: `${repository}-x` })).toBe("SIGNER_UNTRUSTED");
    const document = jsonOf(file);
    const payload = Buffer.from(document.dsseEnvelope.payload, "base64").toString();
    document.dsseEnvelope.payload = Buffer.from(payload.replace(subject.slice(7), "0".repeat(64))).toString("base64");
    expect(codeOf(Buffer.from(JSON.stringify(document)))).toBe("SIGNATURE_INVALID");
  });

  test.each(Object.entries(signed))("is refused with a flipped bit of its %s", (what, find) => {
    const bytesIn = (document: any): Buffer => Buffer.from(find(document)[0][find(document)[1]], "base64");
    const original = bytesIn(jsonOf(file));
    // Around what is signed, a timestamp has ASN.1 that nobody signs: the time itself, and the signature at the end.
    const from = what === "time" ? original.indexOf(/20\d{12}Z/.exec(original.toString("latin1"))?.[0] ?? "") : 0;
    const places = Array.from({ length: 12 }, (_each, part) => Math.floor((part * original.length) / 12));
    const positions = what === "time" ? [from, from + 7, from + 13, original.length - 40, original.length - 1] : places;
    const accepted = positions.filter((at) => {
      const document = jsonOf(file);
      const bytes = bytesIn(document);
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      const [holder, name] = find(document);
      holder[name] = bytes.toString("base64");
      const found = codeOf(Buffer.from(JSON.stringify(document)));
      return found !== "SIGNATURE_INVALID" && found !== "SIGNER_UNTRUSTED";
    });
    expect(accepted).toEqual([]);
  });
});

test("an entry of Rekor v2 has no time of its own, so it needs a timestamp", () => {
  const document = jsonOf("rekor-v2.sigstore.json");
  document.verificationMaterial.timestampVerificationData.rfc3161Timestamps = [];
  const identity = { repository: "sigstore-conformance/extremely-dangerous-public-oidc-beacon" };
  const bytes = Buffer.from(JSON.stringify(document));
  expect(() => verify("x", identity, rootsIn("staging-trusted-root.json"), bytes)).toThrow(/timestamp/);
});
