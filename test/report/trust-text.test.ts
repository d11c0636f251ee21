import { expect, test } from "vitest";
import type { TrustResult } from "../../src/commands/results/trust-result.ts";
import { signersOf } from "../../src/report/summary-trust.ts";
import { formatClaims, formatTrust } from "../../src/report/trust-text.ts";

const TRUST: TrustResult = {
  proofs: [
    {
      kind: "sigstore",
      requirement: "policy /srv/ocx/.ocx-bundle/policy.toml",
      signer: "https://github.com/acme/tools/.github/workflows/release.yml@refs/heads/main",
      repository: "https://github.com/acme/tools",
      commit: "0123456789abcdef",
      ref: "refs/heads/main",
      run: "https://github.com/acme/tools/actions/runs/1/attempts/1",
      signature: "/t/tools.tar.sigstore.json",
      covers: "bundle",
    },
    { kind: "ssh", requirement: "the options", signer: "release@acme.example", key: "SHA256:abc", covers: "manifest" },
  ],
  overridden: ["policy /t/other.toml"],
  unproven: ["that the tools in it do no harm"],
};

test("formatTrust() tells what was proven, by whom, and what was not", () => {
  const text = formatTrust(TRUST);
  for (const fact of [
    "Signed by https://github.com/acme/tools/.github/workflows/release.yml@refs/heads/main (Sigstore)\n",
    "  Commit: 0123456789abcdef of refs/heads/main\n",
    "  Run: https://github.com/acme/tools/actions/runs/1/attempts/1\n",
    "  Signature: /t/tools.tar.sigstore.json, over the bundle digest\n",
    "Signed by release@acme.example (SSH)\n",
    "  Key: SHA256:abc\n",
    "Not met, but overridden: policy /t/other.toml\n",
    "Not proven: that the tools in it do no harm.\n",
  ])
    expect(text).toContain(fact);
  expect(formatTrust(undefined)).toBe("");
});

test("a hostile name in a certificate stays on its line, and inside of its element", () => {
  const signer = "x\n::error::<img src=x>\u202e";
  const trust = { ...TRUST, proofs: [{ kind: "sigstore", requirement: "the options", signer }] } as const;
  expect(formatTrust(trust)).not.toMatch(/^::|\u202e/m);
  expect(signersOf(trust)).not.toMatch(/<img|\u202e|\n/);
});

test("signersOf() says whether signatures were checked at all", () => {
  expect(signersOf(undefined)).toContain("not checked");
  expect(signersOf(TRUST)).toMatch(/release\.yml.*acme\/tools.*0123456789abcdef.*release@acme\.example.*overridden/s);
});

test("formatClaims() says that claims are not verified", () => {
  const claims = [
    { kind: "sigstore", found: "/t/a.json", signer: "acme", about: false },
    { kind: "ssh", found: "/t/a.sig", problem: "it is torn" },
  ] as const;
  expect(formatClaims(claims, (text) => text)).toMatch(/NOT VERIFIED[^]*acme +something else +\/t\/a\.json[^]*torn/);
  expect(formatClaims([], (text) => text)).toBe("");
});
