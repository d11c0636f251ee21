import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAttestation } from "../../src/trust/sigstore/attestation.ts";
import { PROVENANCE } from "../../src/trust/sigstore/statement.ts";
import { parseTrustedRoots } from "../../src/trust/sigstore/trusted-root.ts";
import { verifyAttestation } from "../../src/trust/sigstore/verify-attestation.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type LocalSigstore, localSigstore, statement, WORKFLOW } from "../fixtures/local-sigstore.ts";
import { attestPrivately } from "../fixtures/private-sigstore.ts";
import { find, lacks } from "../fixtures/tools.ts";

// The verifier of sigstore-go, which `gh attestation verify` and cosign are built on, is the second judge.
const JUDGE = "sigstore-go-verification";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER = `sha256:${"b".repeat(64)}`;

interface Case {
  readonly bundle: string;
  readonly root: string;
  readonly digest?: string;
  readonly identity?: string;
  readonly issuer?: string;
  /** GitHub's own instance has no logs. */
  readonly hasLogs?: boolean;
}

const fill = ({ digest = DIGEST, identity = WORKFLOW.sub, issuer = WORKFLOW.iss, hasLogs = true, ...rest }: Case) => ({
  ...rest,
  digest,
  identity,
  issuer,
  hasLogs,
});

function ours(given: Case): boolean {
  const { bundle, root, digest, identity, issuer } = fill(given);
  try {
    const attestation = parseAttestation(Buffer.from(bundle), "a");
    const roots = parseTrustedRoots(Buffer.from(root), "root");
    verifyAttestation(attestation, { roots, identity: { identity, issuer }, predicateTypes: [PROVENANCE] });
    return attestation.statement.subjects.includes(digest);
  } catch {
    return false;
  }
}

function theirs(given: Case): boolean {
  const { bundle, root, digest, identity, issuer, hasLogs } = fill(given);
  const at = temporaryDirectory();
  writeFileSync(join(at, "bundle.json"), bundle);
  writeFileSync(join(at, "root.json"), root);
  const who = ["-expectedIssuer", issuer, "-expectedSAN", identity, "-artifact-digest", digest.slice(7)];
  const logs = hasLogs ? [] : ["-requireTlog=false", "-requireCTlog=false"];
  const args = ["-trustedrootJSONpath", join(at, "root.json"), ...who, ...logs, join(at, "bundle.json")];
  return spawnSync(find(JUDGE) ?? JUDGE, args).status === 0;
}

let sigstore: LocalSigstore;
let stranger: LocalSigstore;
beforeAll(async () => void ([sigstore, stranger] = await Promise.all([localSigstore(), localSigstore()])));
afterAll(async () => {
  for (const each of [sigstore, stranger]) await each[Symbol.asyncDispose]();
});

function edited(text: string, edit: (document: any) => void): string {
  const document = JSON.parse(text);
  edit(document);
  return JSON.stringify(document);
}

function flipped(text: string, at: (document: any) => [holder: any, name: string]): string {
  return edited(text, (document) => {
    const [holder, name] = at(document);
    const bytes = Buffer.from(holder[name], "base64");
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 0x01;
    holder[name] = bytes.toString("base64");
  });
}

const recorded = (name: string): string => readFileSync(join("test/golden/sigstore", name), "utf8");

describe.skipIf(lacks(JUDGE, "openssl"))("the verifier of sigstore-go gives the same verdict", () => {
  test("on what a local Sigstore attests", async () => {
    const root = JSON.stringify(sigstore.root);
    const both = { witnesses: ["log", "time"] } as const;
    const good = await sigstore.attest([DIGEST], both);
    const evil = await sigstore.attest([DIGEST], { ...both, claims: { sub: `${WORKFLOW.sub}/x` } });
    const cases: Readonly<Record<string, readonly [verdict: boolean, given: Case]>> = {
      ours: [true, { bundle: good, root }],
      "ours among others": [true, { bundle: await sigstore.attest([OTHER, DIGEST], both), root }],
      "the log's time alone": [true, { bundle: await sigstore.attest([DIGEST]), root }],
      "another digest": [false, { bundle: good, root, digest: OTHER }],
      "another issuer": [false, { bundle: good, root, issuer: `${WORKFLOW.iss}/x` }],
      "another identity": [false, { bundle: good, root, identity: `${WORKFLOW.sub}x` }],
      "an identity that contains ours": [false, { bundle: evil, root }],
      "an identity that ours contains": [false, { bundle: good, root, identity: WORKFLOW.sub.slice(0, -1) }],
      "another root": [false, { bundle: good, root: JSON.stringify(stranger.root) }],
      "no log entry": [false, { bundle: await sigstore.attest([DIGEST], { witnesses: ["time"] }), root }],
      "another statement": [
        false,
        {
          bundle: edited(good, ({ dsseEnvelope }) => {
            dsseEnvelope.payload = Buffer.from(statement([OTHER])).toString("base64");
          }),
          root,
          digest: OTHER,
        },
      ],
      "a flipped signature": [
        false,
        { bundle: flipped(good, ({ dsseEnvelope: { signatures } }) => [signatures[0], "sig"]), root },
      ],
      "a flipped certificate": [
        false,
        { bundle: flipped(good, ({ verificationMaterial: { certificate } }) => [certificate, "rawBytes"]), root },
      ],
      "the entry of another signature": [
        false,
        {
          bundle: edited(good, ({ verificationMaterial }) => {
            verificationMaterial.tlogEntries = JSON.parse(evil).verificationMaterial.tlogEntries;
          }),
          root,
        },
      ],
    };
    const found = Object.entries(cases).map(([what, [, given]]) => [what, ours(given), theirs(given)]);
    expect(found).toEqual(Object.entries(cases).map(([what, [verdict]]) => [what, verdict, verdict]));
  });

  test("on recorded attestations, and on GitHub's own instance", async () => {
    const github = {
      bundle: recorded("github-instance.jsonl"),
      root: recorded("github-trusted-root.json"),
      digest: "sha256:ae57936def59bc4c75edd3a837d89bcefc6d3a5e31d55a6fa7a71624f92c3c3b",
      identity: "https://github.com/actions/attest-demo/.github/workflows/build-python.yml@refs/heads/main",
      hasLogs: false,
    };
    const beacon = "sigstore-conformance/extremely-dangerous-public-oidc-beacon";
    const second = {
      bundle: recorded("rekor-v2.sigstore.json"),
      root: recorded("staging-trusted-root.json"),
      digest: "sha256:a0cfc71271d6e278e57cd332ff957c3f7043fdda354c4cbb190a30d56efa01bf",
      identity: `https://github.com/${beacon}/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main`,
    };
    const made = await attestPrivately(temporaryDirectory(), sigstore, DIGEST);
    const untimed = await attestPrivately(temporaryDirectory(), sigstore, DIGEST, { timed: false });
    const signature = ({ dsseEnvelope: { signatures } }: any): [any, string] => [signatures[0], "sig"];
    const cases: Readonly<Record<string, readonly [verdict: boolean, given: Case]>> = {
      github: [true, github],
      "github, flipped": [false, { ...github, bundle: flipped(github.bundle, signature) }],
      "github, another digest": [false, { ...github, digest: DIGEST }],
      "github, the root of another": [false, { ...github, root: second.root }],
      "rekor 2": [true, second],
      "rekor 2, flipped": [false, { ...second, bundle: flipped(second.bundle, signature) }],
      "rekor 2, another identity": [false, { ...second, identity: github.identity }],
      "rekor 2, the root of another": [false, { ...second, root: recorded("trusted_root.json") }],
      "made, with a time": [true, { bundle: made.attestation, root: made.root, hasLogs: false }],
      "made, without": [false, { bundle: untimed.attestation, root: untimed.root, hasLogs: false }],
    };
    const found = Object.entries(cases).map(([what, [, given]]) => [what, ours(given), theirs(given)]);
    expect(found).toEqual(Object.entries(cases).map(([what, [verdict]]) => [what, verdict, verdict]));
  });
});
