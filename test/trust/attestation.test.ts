import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAttestation } from "../../src/trust/sigstore/attestation.ts";
import { readClaims } from "../../src/trust/sigstore/certificate-claims.ts";
import type { SigstoreIdentity } from "../../src/trust/sigstore/identity.ts";
import { PROVENANCE } from "../../src/trust/sigstore/statement.ts";
import { parseTrustedRoots } from "../../src/trust/sigstore/trusted-root.ts";
import { verifyAttestation } from "../../src/trust/sigstore/verify-attestation.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import {
  type AttestOptions,
  type LocalSigstore,
  localSigstore,
  statement,
  WORKFLOW,
} from "../fixtures/local-sigstore.ts";
import { attestPrivately, type PrivateOptions } from "../fixtures/private-sigstore.ts";
import { lacks } from "../fixtures/tools.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OURS: SigstoreIdentity = { repository: "acme/toolchain" };
const HOUR = 3_600_000;

let sigstore: LocalSigstore;
beforeAll(async () => void (sigstore = await localSigstore()));
afterAll(async () => sigstore[Symbol.asyncDispose]());

function rootsOf(...instances: readonly LocalSigstore[]) {
  return parseTrustedRoots(Buffer.from(instances.map(({ root }) => JSON.stringify(root)).join("\n")), "root");
}

function verify(text: string, identity = OURS, roots = rootsOf(sigstore)) {
  const attestation = parseAttestation(Buffer.from(text), "a.sigstore.json");
  return {
    ...verifyAttestation(attestation, { roots, identity, predicateTypes: [PROVENANCE] }),
    ...attestation.statement,
  };
}

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

/** An attestation with a part of its JSON replaced. */
function edited(text: string, edit: (document: any) => void): string {
  const document = JSON.parse(text);
  edit(document);
  return JSON.stringify(document);
}

test("an attestation tells who signed, from which repository, commit, workflow and run", async () => {
  expect(verify(await sigstore.attest([DIGEST]))).toEqual({
    identity: WORKFLOW.sub,
    issuer: WORKFLOW.iss,
    repository: "https://github.com/acme/toolchain",
    commit: WORKFLOW.sha,
    ref: WORKFLOW.ref,
    workflow: `https://github.com/${WORKFLOW.job_workflow_ref}`,
    run: "https://github.com/acme/toolchain/actions/runs/42/attempts/1",
    runner: "github-hosted",
    subjects: [DIGEST],
    predicateType: PROVENANCE,
  });
});

describe("identities are compared whole", () => {
  const workflow = "acme/toolchain/.github/workflows/release.yml";
  const issuer = WORKFLOW.iss;
  test.each<[string, SigstoreIdentity, Partial<typeof WORKFLOW>, boolean]>([
    ["the workflow, at any ref", { ...OURS, workflow }, {}, true],
    ["the workflow at its ref", { ...OURS, workflow: `${workflow}@refs/heads/main` }, {}, true],
    ["the ref", { ...OURS, ref: "refs/heads/main", runner: "github-hosted" }, {}, true],
    ["the name in the certificate", { identity: WORKFLOW.sub, issuer }, {}, true],
    [
      "a reusable workflow of others, if it is named",
      { ...OURS, workflow: "o/r/.github/workflows/x.yml" },
      { job_workflow_ref: "o/r/.github/workflows/x.yml@refs/tags/v1" },
      true,
    ],
    ["another repository", OURS, { repository: "evil/toolchain" }, false],
    ["a repository that begins with ours", OURS, { repository: "acme/toolchain-evil" }, false],
    ["a repository that ends with ours", OURS, { repository: "evil/acme/toolchain" }, false],
    ["a repository with a dot where ours has one in a pattern", { repository: "acme/tool.hain" }, {}, false],
    [
      "an identity that contains the wanted one",
      { identity: WORKFLOW.sub, issuer },
      { sub: `https://evil.example/?${WORKFLOW.sub}/x` },
      false,
    ],
    ["another issuer", OURS, { iss: `${issuer}/evil` }, false],
    ["the identity of another issuer", { identity: WORKFLOW.sub, issuer: "https://accounts.example" }, {}, false],
    ["another workflow", { ...OURS, workflow: "acme/toolchain/.github/workflows/other.yml" }, {}, false],
    [
      "a workflow whose name goes on behind an @",
      { ...OURS, workflow },
      { job_workflow_ref: `${workflow}@evil.yml@refs/heads/main` },
      false,
    ],
    ["another ref", { ...OURS, ref: "refs/heads/mai" }, {}, false],
    ["another runner", { ...OURS, runner: "github-hosted" }, { runner_environment: "self-hosted" }, false],
  ])("%s", async (_, identity, claims, fits) => {
    const text = await sigstore.attest([DIGEST], { claims });
    expect(codeOf(() => verify(text, identity).identity)).toBe(
      fits ? (claims.sub ?? WORKFLOW.sub) : "SIGNER_UNTRUSTED",
    );
  });
});

test.each<[string, AttestOptions, string]>([
  ["without an entry in the log", { witnesses: ["time"] }, "SIGNATURE_INVALID"],
  ["without a time", { witnesses: [] }, "SIGNATURE_INVALID"],
  ["of another type", { payload: "{}", payloadType: "text/plain" }, "SIGNATURE_UNSUPPORTED"],
  ["that is not a statement", { payload: "{}" }, "SIGNATURE_INVALID"],
  ["that states something else", { predicateType: "https://example.com/x" }, "SIGNER_UNTRUSTED"],
  ["with a key twice", { payload: statement([DIGEST]).replace("{", '{"subject":[],') }, "SIGNATURE_INVALID"],
])("an attestation %s is refused", async (_, options, code) => {
  const text = await sigstore.attest([DIGEST], options);
  expect(codeOf(() => verify(text))).toBe(code);
});

test("an attestation with log entry and timestamp is accepted, and its subject may be among several", async () => {
  const text = await sigstore.attest([`sha256:${"b".repeat(64)}`, DIGEST], { witnesses: ["log", "time"] });
  expect(verify(text).subjects).toContain(DIGEST);
});

test("an attestation that was changed is refused", async () => {
  const text = await sigstore.attest([DIGEST]);
  const refusals = {
    "another payload": edited(text, ({ dsseEnvelope }) => {
      dsseEnvelope.payload = Buffer.from(statement([`sha256:${"c".repeat(64)}`])).toString("base64");
    }),
    "two signatures": edited(text, ({ dsseEnvelope: { signatures } }) => void signatures.push(signatures[0])),
    "no signature": edited(text, ({ dsseEnvelope }) => void (dsseEnvelope.signatures = [])),
    "no log entry": edited(text, ({ verificationMaterial }) => void (verificationMaterial.tlogEntries = [])),
    "a log entry twice": edited(
      text,
      ({ verificationMaterial: { tlogEntries } }) => void tlogEntries.push(tlogEntries[0]),
    ),
    "no promise of the log": edited(
      text,
      ({ verificationMaterial: { tlogEntries } }) => void delete tlogEntries[0].inclusionPromise,
    ),
    "an earlier time": edited(
      text,
      ({ verificationMaterial: { tlogEntries } }) => void (tlogEntries[0].integratedTime = "1600000000"),
    ),
    "a key twice": text.replace("{", '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",'),
    "a key twice, in other spelling": text.replace(
      "{",
      '{"media\\u0054ype":"application/vnd.dev.sigstore.bundle.v0.3+json",',
    ),
    "the end missing": text.slice(0, -1),
  };
  for (const [what, changed] of Object.entries(refusals))
    expect([what, codeOf(() => verify(changed))]).toEqual([
      what,
      expect.stringMatching(/^SIGNATURE_INVALID$|^SIGNER_UNTRUSTED$/),
    ]);
});

test("any flipped byte of signature, certificate and statement is refused", async () => {
  const text = await sigstore.attest([DIGEST]);
  const roots = rootsOf(sigstore);
  const places: Record<string, (document: any) => [any, string]> = {
    signature: ({ dsseEnvelope: { signatures } }) => [signatures[0], "sig"],
    statement: ({ dsseEnvelope }) => [dsseEnvelope, "payload"],
    certificate: ({ verificationMaterial: { certificate } }) => [certificate, "rawBytes"],
    promise: ({ verificationMaterial: { tlogEntries } }) => [tlogEntries[0].inclusionPromise, "signedEntryTimestamp"],
  };
  const accepted: string[] = [];
  for (const [what, find] of Object.entries(places)) {
    const [, name] = find(JSON.parse(text));
    const size = Buffer.from(find(JSON.parse(text))[0][name], "base64").length;
    for (let at = 0; at < size; at += Math.max(1, Math.floor(size / 40))) {
      const flipped = edited(text, (document) => {
        const [holder] = find(document);
        const bytes = Buffer.from(holder[name], "base64");
        bytes[at] = (bytes[at] ?? 0) ^ 0x01;
        holder[name] = bytes.toString("base64");
      });
      if (typeof codeOf(() => verify(flipped, OURS, roots)) !== "string") accepted.push(`${what} ${at}`);
    }
  }
  expect(accepted).toEqual([]);
});

test("a certificate outside of its validity counts only with a time inside of it", async () => {
  const soon = new Date(Date.now() + HOUR);
  await using inTime = await localSigstore({ clock: soon, now: new Date(soon.getTime() + 60_000) });
  await using tooEarly = await localSigstore({ clock: soon });
  const withTime = await inTime.attest([DIGEST], { witnesses: ["log", "time"] });
  expect(verify(withTime, OURS, rootsOf(inTime)).identity).toBe(WORKFLOW.sub);
  const without = await tooEarly.attest([DIGEST]);
  expect(codeOf(() => verify(without, OURS, rootsOf(tooEarly)))).toBe("SIGNER_UNTRUSTED");
});

test("a timestamp with a fraction of a second that cannot be read is told from a wrong one", async () => {
  await using precise = await localSigstore({ fraction: 125 });
  const text = await precise.attest([DIGEST], { witnesses: ["log", "time"] });
  expect(verify(text, OURS, rootsOf(precise)).identity).toBe(WORKFLOW.sub);
  await using short = await localSigstore({ fraction: 500 });
  const unread = await short.attest([DIGEST], { witnesses: ["log", "time"] });
  expect(() => verify(unread, OURS, rootsOf(short))).toThrow(
    expect.objectContaining({ code: "SIGNATURE_UNSUPPORTED", message: expect.stringContaining("three digits") }),
  );
});

describe("trusted roots", () => {
  test("each line of a file is tried, in any order", async () => {
    await using other = await localSigstore();
    const text = await sigstore.attest([DIGEST]);
    expect(verify(text, OURS, rootsOf(other, sigstore)).identity).toBe(WORKFLOW.sub);
    expect(verify(text, OURS, rootsOf(sigstore, other)).identity).toBe(WORKFLOW.sub);
    expect(codeOf(() => verify(text, OURS, rootsOf(other)))).toBe("SIGNER_UNTRUSTED");
  });

  test.each<[string, (root: string) => string]>([
    ["a line that is torn", (root) => `${root}\n${root.slice(0, 100)}`],
    ["a key twice", (root) => root.replace("{", '{"tlogs":[],')],
    ["another document", () => "{}"],
    ["a key that is none", (root) => root.replace(/"rawBytes":"[^"]{20}/, '"rawBytes":"AAAA')],
    ["nothing", () => ""],
  ])("a file with %s is refused whole", (_, make) => {
    expect(codeOf(() => parseTrustedRoots(Buffer.from(make(JSON.stringify(sigstore.root))), "root"))).toBe(
      "TRUST_INVALID",
    );
  });

  test("written over several lines, a root is one document", () => {
    expect(parseTrustedRoots(Buffer.from(JSON.stringify(sigstore.root, undefined, 2)), "root").instances).toHaveLength(
      1,
    );
  });
});

test("100 MB are refused before they are parsed", () => {
  expect(codeOf(() => parseAttestation(Buffer.alloc(100_000_000, "["), "large"))).toBe("LIMIT_EXCEEDED");
  // Small enough, but it would become gigabytes.
  expect(codeOf(() => parseAttestation(Buffer.alloc(20_000_000, "["), "deep"))).toBe("LIMIT_EXCEEDED");
});

describe.skipIf(lacks("openssl"))("GitHub's instance for private repositories", () => {
  const attested = (options: PrivateOptions = {}) => attestPrivately(temporaryDirectory(), sigstore, DIGEST, options);
  const check = ({ attestation, root }: { attestation: string; root: string }) =>
    codeOf(() => verify(attestation, OURS, parseTrustedRoots(Buffer.from(root), "root")).identity);

  test("needs a timestamp, and no log", async () => {
    expect(check(await attested())).toBe(WORKFLOW.sub);
    expect(check(await attested({ timed: false }))).toBe("SIGNATURE_INVALID");
  });

  test.each<[string, readonly string[]]>([
    ["two names", [`subjectAltName=critical,URI:${WORKFLOW.sub},URI:https://evil.example`]],
    ["a name that hides another", [`subjectAltName=critical,email:a@evil.example,URI:${WORKFLOW.sub}`]],
    ["no name", ["basicConstraints=CA:FALSE"]],
  ])("a certificate with %s is refused", async (_, extensions) => {
    expect(check(await attested({ extensions }))).toBe("SIGNATURE_INVALID");
  });
});

test("a certificate that has an extension twice, or in another form, is refused", () => {
  const text = (value: string): Uint8Array => Buffer.concat([Buffer.from([0x0c, value.length]), Buffer.from(value)]);
  const repository = "1.3.6.1.4.1.57264.1.12";
  expect(readClaims([[repository, text("a")]])).toEqual({ repository: "a" });
  const refused: (readonly [string, Uint8Array])[][] = [
    [
      [repository, text("a")],
      [repository, text("b")],
    ],
    [[repository, Buffer.from("raw")]],
    [[repository, Buffer.concat([text("a"), Buffer.from("b")])]],
    [[repository, Buffer.from([0x0c, 1, 0xff])]],
  ];
  for (const extensions of refused) expect(() => readClaims(extensions)).toThrow(/certificate|encoded data/);
});
