import dns from "node:dns";
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { Socket } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBundle } from "../../src/bundle/open-bundle.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import { sendBundle } from "../../src/commands/send-bundle.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import { checkTrust } from "../../src/commands/trust/check-trust.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { openFile } from "../../src/io/byte-source.ts";
import { openLayout } from "../../src/layout/open-layout.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import type { Input } from "../../src/options/requests/input.ts";
import type { TrustRequest } from "../../src/options/requests/trust-request.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { openEmulator } from "../fixtures/github/emulator.ts";
import { scratch } from "../fixtures/import.ts";
import { type LocalSigstore, localSigstore } from "../fixtures/local-sigstore.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";
import { fingerprint, sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";
import { craftBundle } from "../hostile/craft-bundle.ts";

const made = scratch();
/** Files that all cases share, by name. */
const shared = (name: string): string => join(made.path, name);
const OTHER = `sha256:${"0".repeat(64)}`;

let sigstore: LocalSigstore;
let digest = "";

beforeAll(async () => {
  sigstore = await localSigstore();
  await using stranger = await localSigstore();
  const home = unpackToolbox(made.path);
  const exported = await exportToolbox(home, shared("b.tar"));
  await exportToolbox(home, "", { output: { kind: "layout", path: shared("layout") } });
  digest = exported.bundle.digest ?? "";
  writeFileSync(shared("root.json"), JSON.stringify(sigstore.root));
  const attested = async (name: string, ...args: Parameters<LocalSigstore["attest"]>) =>
    writeFileSync(shared(name), await sigstore.attest(...args));
  await attested("ours.sigstore.json", [digest]);
  await attested("file.sigstore.json", [`sha256:${sha256(readFileSync(shared("b.tar"))).replace("sha256:", "")}`]);
  await attested("subject.sigstore.json", [OTHER]);
  await attested("repository.sigstore.json", [digest], { claims: { repository: "evil/toolchain" } });
  writeFileSync(shared("stranger.sigstore.json"), await stranger.attest([digest]));
  writeFileSync(shared("junk.sig"), "nothing\n");
  const [torn] = readFileSync(shared("ours.sigstore.json"), "utf8").split('"signatures"');
  writeFileSync(shared("torn.sigstore.json"), torn ?? "");
  writeFileSync(shared("document"), run("tar", ["-xOf", shared("b.tar"), `blobs/sha256/${digest.slice(7)}`]));
  signWithKeys();
});
afterAll(async () => {
  await sigstore[Symbol.asyncDispose]();
  made.remove();
});

/** By the tools that users have: a key for SSH and one of a stranger, and minisign over the document and over the file. */
function signWithKeys(): void {
  for (const name of ["key", "stranger"]) {
    run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", shared(name)]);
    run("ssh-keygen", ["-q", "-Y", "sign", "-n", "ocx-bundle", "-f", shared(name), shared("document")]);
    cpSync(shared("document.sig"), shared(`${name}.sig`));
    run("rm", [shared("document.sig")]);
  }
  writeFileSync(shared("allowed_signers"), `release@acme.example ${readFileSync(shared("key.pub"), "utf8")}`);
  if (lacks("minisign")) return;
  run("minisign", ["-G", "-W", "-p", shared("minisign.pub"), "-s", shared("minisign.key")]);
  for (const [of, as] of [
    ["document", "document.minisig"],
    ["b.tar", "file.minisig"],
  ] as const)
    run("minisign", ["-S", "-s", shared("minisign.key"), "-m", shared(of), "-x", shared(as)]);
}

const SIGSTORE = '[[sigstore]]\nrepository = "acme/toolchain"\n';
const SSH = '[[ssh]]\nallowed-signers = "allowed_signers"\n';
const MINISIGN = '[[minisign]]\nkey = "minisign.pub"\n';

/** A home with a policy, the files that it names, and nothing else. */
function homeWith(policy: string): string {
  const home = join(temporaryDirectory(), "home");
  const folder = join(home, ".ocx-bundle");
  mkdirSync(join(home, "sigstore"), { recursive: true });
  mkdirSync(folder);
  cpSync(shared("root.json"), join(home, "sigstore", "trusted-root.json"));
  for (const name of ["allowed_signers", "minisign.pub"]) cpSync(shared(name), join(folder, name));
  writeFileSync(join(folder, "policy.toml"), policy);
  return home;
}

/** The code of a refusal; `true` for an import. Fails if a refusal changed anything. */
async function outcome(home: string, work: () => Promise<unknown>): Promise<unknown> {
  const before = fingerprint(dirname(home)).join("\n");
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (fingerprint(dirname(home)).join("\n") !== before) throw new Error("something was changed", { cause: error });
    return error.code;
  }
}

function dryImport(home: string, trust: TrustRequest = {}, source?: Input): Promise<ImportResult> {
  return importFile(shared("b.tar"), home, { trust, dryRun: true, ...(source !== undefined && { source }) });
}

const EVIDENCE = {
  nothing: undefined,
  "our attestation": "ours.sigstore.json",
  "our attestation of the file": "file.sigstore.json",
  "an attestation of another bundle": "subject.sigstore.json",
  "an attestation of another repository": "repository.sigstore.json",
  "an attestation of another Sigstore": "stranger.sigstore.json",
  "half an attestation": "torn.sigstore.json",
  "our SSH signature": "key.sig",
  "a stranger's SSH signature": "stranger.sig",
  "our minisign signature": "document.minisig",
  "our minisign signature of the file": "file.minisig",
  "another file": "junk.sig",
} as const;

type Expected = Partial<Record<keyof typeof EVIDENCE, unknown>>;

describe.skipIf(lacks("minisign"))("an import needs what the policy of the home says", () => {
  test.each<[string, () => string, Expected]>([
    ["no policy", () => "", Object.fromEntries(Object.keys(EVIDENCE).map((each) => [each, true]))],
    [
      "Sigstore",
      () => SIGSTORE,
      {
        "our attestation": true,
        "our attestation of the file": true,
        "an attestation of another bundle": "SIGNATURE_MISMATCH",
        "an attestation of another repository": "SIGNER_UNTRUSTED",
        "an attestation of another Sigstore": "SIGNER_UNTRUSTED",
        "half an attestation": "SIGNATURE_INVALID",
      },
    ],
    ["SSH", () => SSH, { "our SSH signature": true, "a stranger's SSH signature": "SIGNER_UNTRUSTED" }],
    ["minisign", () => MINISIGN, { "our minisign signature": true, "our minisign signature of the file": true }],
    [
      "a listed digest",
      () => `digests = ["${digest}"]`,
      Object.fromEntries(Object.keys(EVIDENCE).map((each) => [each, true])),
    ],
    ["another listed digest", () => `digests = ["${OTHER}"]`, {}],
    [
      "Sigstore or SSH",
      () => `${SIGSTORE}${SSH}`,
      {
        "our attestation": true,
        "our attestation of the file": true,
        "our SSH signature": true,
        "an attestation of another bundle": "SIGNATURE_MISMATCH",
        "an attestation of another repository": "SIGNER_UNTRUSTED",
        "an attestation of another Sigstore": "SIGNER_UNTRUSTED",
        "half an attestation": "SIGNATURE_INVALID",
        "a stranger's SSH signature": "SIGNER_UNTRUSTED",
      },
    ],
  ])("%s", async (name, policy, expected) => {
    const home = name === "no policy" ? join(temporaryDirectory(), "home") : homeWith(policy());
    const found: Record<string, unknown> = {};
    for (const [what, file] of Object.entries(EVIDENCE)) {
      // A file that is named must be a signature; one that only lies there does not count.
      const trust = file === undefined || name === "no policy" ? {} : { attestation: shared(file) };
      found[what] = await outcome(home, () => dryImport(home, trust));
    }
    const missing = Object.fromEntries(Object.keys(EVIDENCE).map((each) => [each, "SIGNATURE_MISSING"]));
    const named = name === "no policy" ? {} : { "another file": "SIGNATURE_INVALID" };
    expect(found).toEqual({ ...missing, ...expected, ...named });
  });
});

test("what was proven is told: by whom, from which commit and run, and what was not", async () => {
  const home = homeWith(SIGSTORE);
  const result = await importFile(shared("b.tar"), home, { trust: { attestation: shared("ours.sigstore.json") } });
  expect(result).toMatchObject({ pinned: false, changed: true });
  expect(result.trust).toEqual({
    proofs: [
      expect.objectContaining({
        kind: "sigstore",
        requirement: `policy ${join(home, ".ocx-bundle", "policy.toml")}`,
        repository: "https://github.com/acme/toolchain",
        commit: "0123456789abcdef0123456789abcdef01234567",
        run: "https://github.com/acme/toolchain/actions/runs/42/attempts/1",
        covers: "bundle",
      }),
    ],
    overridden: [],
    unproven: expect.arrayContaining([expect.stringContaining("newest")]),
  });
});

describe("no way into the home goes around its policy", () => {
  async function ways(directory: string): Promise<Record<string, () => Input>> {
    const at = (name: string): string => join(directory, name);
    const bytes = readFileSync(shared("b.tar"));
    const server = await serveFiles({
      "/b.tar": { bytes, headers: { etag: '"1"' } },
      "/s.tar": { bytes, ranges: false },
    });
    mkdirSync(at("parts"));
    const source = { kind: "file", path: shared("b.tar") } as const;
    const split = await splitBundle({ source, partSize: 50_000, output: at("parts") }, surroundings(), listener());
    mkdirSync(at("found"));
    cpSync(shared("b.tar"), at("found/b.tar"));
    return {
      file: () => source,
      parts: () => ({ kind: "file", path: split.file }),
      layout: () => ({ kind: "file", path: shared("layout") }),
      directory: () => ({ kind: "directory", path: at("found"), name: "b" }),
      pipe: () => ({ kind: "stream", stream: createReadStream(shared("b.tar")) }),
      url: () => ({ kind: "url", url: `${server.origin}/b.tar` }),
      "url without ranges": () => ({ kind: "url", url: `${server.origin}/s.tar` }),
    };
  }

  test("by any way, an unsigned bundle is refused before anything is written, and a signed one comes in", async () => {
    const directory = temporaryDirectory();
    const home = homeWith(SIGSTORE);
    const attestation = shared("ours.sigstore.json");
    for (const [way, source] of Object.entries(await ways(directory))) {
      expect([way, await outcome(home, () => dryImport(home, {}, source()))]).toEqual([way, "SIGNATURE_MISSING"]);
      expect([way, await outcome(home, () => dryImport(home, { attestation }, source()))]).toEqual([way, true]);
    }
    for (const more of [
      { repair: true },
      { packages: ["ocx.sh/acme/hello:2.0.0"] },
      { digest },
    ] satisfies Partial<ImportRequest>[])
      expect(await outcome(home, () => importFile(shared("b.tar"), home, more))).toBe("SIGNATURE_MISSING");
  });

  test("what is there already is refused too", async () => {
    const home = join(temporaryDirectory(), "home");
    await importFile(shared("b.tar"), home);
    writeFileSync(join(home, ".ocx-bundle", "policy.toml"), `digests = ["${OTHER}"]`);
    expect(await outcome(home, () => importFile(shared("b.tar"), home))).toBe("SIGNATURE_MISSING");
  });

  test.each(["ocx/.ocx-bundle/policy.toml", "ocx/sigstore/trusted-root.json", "ocx/../.ocx-bundle/policy.toml"])(
    "a bundle that brings %s is refused, and the home gets no such file",
    async (path) => {
      const home = join(temporaryDirectory(), "home");
      const bundle = join(dirname(home), "hostile.tar");
      writeFileSync(bundle, craftBundle({ documents: new Map([[path, "digests = []"]]) }));
      expect(await outcome(home, () => importFile(bundle, home))).toMatch(
        /^(BUNDLE_INVALID|ENTRY_INVALID|PATH_UNSAFE)$/,
      );
      writeFileSync(bundle, craftBundle({}));
      expect(await outcome(home, () => importFile(bundle, home))).toBe(true);
      expect(existsSync(join(home, ".ocx-bundle", "policy.toml"))).toBe(false);
    },
  );

  test("a signature of the file does not count for a pipe: its bytes may still change", async () => {
    const home = homeWith(SIGSTORE);
    const source = { kind: "stream", stream: createReadStream(shared("b.tar")) } as const;
    const trust = { attestation: shared("file.sigstore.json") };
    expect(await outcome(home, () => dryImport(home, trust, source))).toBe("SIGNATURE_MISMATCH");
  });
});

test.each<[string, (home: string) => unknown]>([
  ["is not TOML", () => "="],
  ["has an unknown key", () => `${SSH}namespace = "x"\n`],
  ["has an unknown table", () => `${SSH}[[gpg]]\nkey = "x"\n`],
  ["names nobody", () => "allow-unsigned = true\n"],
  ["has an empty repository", () => '[[sigstore]]\nrepository = ""\n'],
  ["has an identity without issuer", () => '[[sigstore]]\nidentity = "x"\n'],
  ["has a digest that is none", () => 'digests = ["sha256:1"]\n'],
  ["names a file that is absent", () => '[[ssh]]\nallowed-signers = "absent"\n'],
  ["names a file that no disk can have", () => '[[ssh]]\nallowed-signers = "allowed_signers\\u0000"\n'],
  ["has a key twice", () => `allow-unsigned = false\nallow-unsigned = true\n${SSH}`],
  ["has a key twice, quoted", () => `allow-unsigned = false\n"allow-unsigned" = true\n${SSH}`],
  ["has a key of another alphabet", () => `${SSH}\n"\u0430llow-unsigned" = true\n`],
  ["has a table as a list and as one", () => `${SSH}[ssh]\nallowed-signers = "allowed_signers"\n`],
  [
    "is not UTF-8",
    (home) => writeFileSync(join(home, ".ocx-bundle", "policy.toml"), Buffer.from("# \xff\n", "latin1")),
  ],
  ["is in other letters", (home) => writeFileSync(join(home, ".ocx-bundle", "Policy.TOML"), SSH)],
  ["has a blank behind its name", (home) => writeFileSync(join(home, ".ocx-bundle", "policy.toml "), SSH)],
  ["is a pipe", (home) => void run("mkfifo", [join(home, ".ocx-bundle", "policy.toml")])],
  ["is a link that leads nowhere", (home) => symlinkSync("absent", join(home, ".ocx-bundle", "policy.toml"))],
  ["is a directory", (home) => mkdirSync(join(home, ".ocx-bundle", "policy.toml"))],
])("a policy that %s refuses everything", async (_, make) => {
  const home = homeWith(SSH);
  run("rm", [join(home, ".ocx-bundle", "policy.toml")]);
  const text = make(home);
  if (typeof text === "string") writeFileSync(join(home, ".ocx-bundle", "policy.toml"), text);
  const trust = { attestation: shared("key.sig"), allowUnsigned: true };
  await expect(dryImport(home, trust)).rejects.toMatchObject({ code: "POLICY_INVALID", exitCode: 78 });
});

test("without a trusted root nothing is imported, and the error says where one was looked for", async () => {
  const home = homeWith(SIGSTORE);
  run("rm", [join(home, "sigstore", "trusted-root.json")]);
  const trust = { attestation: shared("ours.sigstore.json"), trustedRoot: shared("root.json") };
  await expect(dryImport(home, trust)).rejects.toMatchObject({
    code: "TRUSTED_ROOT_MISSING",
    exitCode: 78,
    message: expect.stringContaining(join(home, "sigstore", "trusted-root.json")),
  });
});

test("an attestation counts for the sha256 digest that it has in lower case, under no other name", async () => {
  const home = homeWith(SIGSTORE);
  const hex = digest.slice(7);
  const subjects: Readonly<Record<string, object>> = {
    "in upper case": { name: "b", digest: { sha256: hex.toUpperCase() } },
    "with its algorithm": { name: "b", digest: { sha256: digest } },
    "of another algorithm": { name: "b", digest: { sha512: hex } },
    "as a name": { name: digest, digest: { sha256: "0".repeat(64) } },
    "as a beginning": { name: "b", digest: { sha256: hex.slice(0, 32) } },
    "as its end": { name: "b", digest: { sha256: `00${hex}` } },
  };
  const attestation = join(temporaryDirectory(), "a.sigstore.json");
  for (const [what, subject] of Object.entries(subjects)) {
    const payload = JSON.stringify({
      _type: "https://in-toto.io/Statement/v1",
      subject: [subject],
      predicateType: "https://slsa.dev/provenance/v1",
      predicate: { digest: { sha256: hex } },
    });
    writeFileSync(attestation, await sigstore.attest([], { payload }));
    const refused = await outcome(home, () => dryImport(home, { attestation }));
    expect([what, refused]).toEqual([what, "SIGNATURE_MISMATCH"]);
  }
});

test("a file that goes on behind an attestation is refused, or is two of them", async () => {
  const home = homeWith(SIGSTORE);
  const attestation = join(temporaryDirectory(), "a.sigstore.json");
  const [ours, other] = ["ours", "repository"].map((name) => readFileSync(shared(`${name}.sigstore.json`), "utf8"));
  const texts: Readonly<Record<string, readonly [text: string, verdict: unknown]>> = {
    garbage: [`${ours}x`, "SIGNATURE_INVALID"],
    "a document": [`${ours}{}`, "SIGNATURE_INVALID"],
    "the character 0": [`${ours}\0`, "SIGNATURE_INVALID"],
    "another one on a line": [`${other}\n${ours}\n`, true],
    "garbage on a line": [`${other}\n{}\n`, "SIGNER_UNTRUSTED"],
  };
  for (const [what, [text, verdict]] of Object.entries(texts)) {
    writeFileSync(attestation, text);
    expect([what, await outcome(home, () => dryImport(home, { attestation }))]).toEqual([what, verdict]);
  }
});

test("a signed file that takes the place of the bundle while it is read does not count", async () => {
  const signed = shared("root.json");
  const attestation = join(temporaryDirectory(), "signed.json");
  writeFileSync(attestation, await sigstore.attest([sha256(readFileSync(signed))]));
  await using content = await openLayout(shared("b.tar"));
  const bundle = await openBundle(content);
  await using whole = await openFile(signed);
  const swapped = { ...bundle, content: { ...content, whole } };
  const source = { kind: "file", path: shared("b.tar") } as const;
  const request = { attestation, trustedRoot: shared("root.json"), identity: { repository: "acme/toolchain" } };
  const check = checkTrust(swapped, { source, request, home: undefined }, surroundings(), listener());
  await expect(check).rejects.toMatchObject({ code: "SIGNATURE_MISMATCH" });
});

describe("options", () => {
  const identity = { repository: "acme/toolchain" };

  test("add to a policy and never take from it", async () => {
    await using evil = await localSigstore();
    const directory = temporaryDirectory();
    const at = (name: string): string => join(directory, name);
    writeFileSync(at("root.json"), JSON.stringify(evil.root));
    writeFileSync(at("evil.json"), await evil.attest([digest]));
    const home = homeWith(SIGSTORE);
    const trust = { attestation: at("evil.json"), trustedRoot: at("root.json"), identity };
    expect(await outcome(home, () => dryImport(home, trust))).toBe("SIGNER_UNTRUSTED");
    const both = { attestation: shared("ours.sigstore.json"), allowedSigners: shared("allowed_signers") };
    expect(await outcome(home, () => dryImport(home, both))).toBe("SIGNATURE_MISSING");
    writeFileSync(at("policy.toml"), `digests = ["${OTHER}"]`);
    const second = { attestation: shared("ours.sigstore.json"), policy: at("policy.toml") };
    expect(await outcome(home, () => dryImport(home, second))).toBe("SIGNATURE_MISSING");
  });

  test("allow an unsigned bundle only where the policy says so", async () => {
    const strict = homeWith(SSH);
    expect(await outcome(strict, () => dryImport(strict, { allowUnsigned: true }))).toBe("SIGNATURE_MISSING");
    const lenient = homeWith(`allow-unsigned = true\n${SSH}`);
    await expect(dryImport(lenient)).rejects.toMatchObject({ hint: expect.stringContaining("allow-unsigned") });
    const { trust } = await dryImport(lenient, { allowUnsigned: true });
    expect(trust).toMatchObject({ proofs: [], overridden: [expect.stringContaining("policy.toml")] });
    // What an option requires, the user can leave out: it cannot be overridden.
    const asked = { allowUnsigned: true, allowedSigners: shared("allowed_signers") };
    expect(await outcome(lenient, () => dryImport(lenient, asked))).toBe("SIGNATURE_MISSING");
  });

  test("without a policy they alone decide; signatures lie beside the bundle, under its name", async () => {
    const directory = temporaryDirectory();
    const at = (name: string): string => join(directory, name);
    cpSync(shared("b.tar"), at("b.tar"));
    writeFileSync(at("b.tar.sig"), "not a signature");
    const trust = { trustedRoot: shared("root.json"), identity };
    const verify = (more: TrustRequest = {}) =>
      verifyBundle(
        { source: { kind: "file", path: at("b.tar") }, trust: { ...trust, ...more } },
        surroundings(),
        listener(),
      );
    await expect(verify()).rejects.toMatchObject({
      code: "SIGNATURE_MISSING",
      message: expect.stringContaining("b.tar.sigstore.json"),
    });
    const lines = ["subject", "ours"].map((name) => readFileSync(shared(`${name}.sigstore.json`), "utf8").trim());
    writeFileSync(at("b.tar.jsonl"), lines.join("\n"));
    expect((await verify()).trust?.proofs).toMatchObject([{ requirement: "the options", covers: "bundle" }]);
    await expect(verify({ identity: { repository: "evil/toolchain" } })).rejects.toMatchObject({ exitCode: 81 });
    cpSync(shared("key.sig"), at("b.tar.sig"));
    const both = await verify({ allowedSigners: shared("allowed_signers"), signer: "release@acme.example" });
    expect(both.trust?.proofs).toMatchObject([{ kind: "sigstore" }, { kind: "ssh", signer: "release@acme.example" }]);
  });

  test("that name a signature but nobody who must have signed are refused", async () => {
    const failure = dryImport(join(temporaryDirectory(), "home"), { attestation: shared("ours.sigstore.json") });
    await expect(failure).rejects.toMatchObject({ code: "OPTION_INVALID", exitCode: 64 });
  });

  test("that name a file of 100 MB are refused before it is read", async () => {
    const large = join(temporaryDirectory(), "large.sigstore.json");
    writeFileSync(large, "{");
    truncateSync(large, 100_000_000);
    const home = homeWith(SIGSTORE);
    expect(await outcome(home, () => dryImport(home, { attestation: large }))).toBe("LIMIT_EXCEEDED");
  });
});

test("a signature that is attached to the bundle counts, and an inspection lists it as a claim", async () => {
  const directory = temporaryDirectory();
  const layout = join(directory, "layout");
  cpSync(shared("layout"), layout, { recursive: true });
  for (const [name, mediaType] of [
    ["ours.sigstore.json", "application/vnd.dev.sigstore.bundle.v0.3+json"],
    ["stranger.sig", "application/vnd.ocx-bundle.ssh-signature.v1"],
  ] as const)
    attach(layout, readFileSync(shared(name)), mediaType);
  const tar = join(directory, "attached.tar");
  run("tar", ["-cf", tar, "-C", layout, "oci-layout", "index.json", "blobs"]);
  const home = homeWith(SIGSTORE);
  for (const source of [
    { kind: "file", path: layout },
    { kind: "file", path: tar },
    { kind: "stream", stream: createReadStream(tar) },
  ] satisfies Input[])
    expect((await dryImport(home, {}, source)).trust?.proofs).toMatchObject([{ covers: "bundle" }]);
  const { signatures, digest: same } = await inspectBundle({ source: { kind: "file", path: tar } }, surroundings());
  expect(same).toBe(digest);
  expect(signatures).toMatchObject([
    { kind: "sigstore", about: true, signer: expect.stringContaining("acme/toolchain") },
    { kind: "ssh", signer: expect.stringMatching(/^SHA256:/) },
  ]);
});

/** Adds a blob that the index names without a name, as docs/bundle-format.md has it. */
function attach(layout: string, bytes: Buffer, mediaType: string): void {
  const blob = sha256(bytes).replace("sha256:", "");
  writeFileSync(join(layout, "blobs", "sha256", blob), bytes);
  const path = join(layout, "index.json");
  const index = JSON.parse(readFileSync(path, "utf8"));
  index.manifests.push({ mediaType, digest: `sha256:${blob}`, size: bytes.byteLength });
  writeFileSync(path, JSON.stringify(index));
}

needs("docker-registry", "oras")("a signature that a registry lists as a referrer counts", async () => {
  const directory = temporaryDirectory();
  await using registry = await startDistribution(directory);
  const reference = `${registry.host}/acme/toolbox:1`;
  const source = { kind: "registry", reference } as const;
  const destination = { channel: "registry", reference } as const;
  await sendBundle({ source: { kind: "file", path: shared("b.tar") }, destination }, surroundings(), listener());
  const home = homeWith(SIGSTORE);
  expect(await outcome(home, () => dryImport(home, { attestation: "referrers" }, source))).toBe("SIGNATURE_MISSING");
  const type = "application/vnd.dev.sigstore.bundle.v0.3+json";
  cpSync(shared("ours.sigstore.json"), join(directory, "s.json"));
  const cwd = { cwd: directory };
  run("oras", ["attach", "--plain-http", "--artifact-type", type, reference, `s.json:${type}`], cwd);
  for (const trust of [{ attestation: "referrers" }, {}])
    expect((await dryImport(home, trust, source)).trust?.proofs).toMatchObject([
      { signature: expect.stringMatching(/^referrer sha256:/) },
    ]);
  const file = { kind: "file", path: shared("b.tar") } as const;
  expect(await outcome(home, () => dryImport(home, { attestation: "referrers" }, file))).toBe("OPTION_INVALID");

  // What lies beside a file goes with it, if it is about the bundle.
  cpSync(shared("b.tar"), join(directory, "b.tar"));
  for (const name of ["ours", "subject"])
    writeFileSync(join(directory, "b.tar.jsonl"), `${readFileSync(shared(`${name}.sigstore.json`), "utf8")}\n`, {
      flag: "a",
    });
  const other = `${registry.host}/acme/other:1`;
  const beside = { kind: "file", path: join(directory, "b.tar") } as const;
  const heard = listener();
  await sendBundle({ source: beside, destination: { ...destination, reference: other } }, surroundings(), heard);
  expect(heard.lines).toContainEqual(expect.stringMatching(/stays here/));
  const { proofs } = (await dryImport(home, {}, { kind: "registry", reference: other })).trust ?? {};
  expect(proofs).toMatchObject([{ covers: "bundle" }]);
  const listed = JSON.parse(run("oras", ["discover", "--plain-http", "--format", "json", other]).toString());
  expect(listed.referrers ?? listed.manifests).toHaveLength(1);
});

test("a signature beside an address counts, and one that a server has in its place does not harm", async () => {
  const home = homeWith(SIGSTORE);
  const bytes = readFileSync(shared("b.tar"));
  const server = await serveFiles({ "/b.tar": { bytes, headers: { etag: '"1"' } } });
  const source = { kind: "url", url: `${server.origin}/b.tar` } as const;
  server.files.set("/b.tar.sig", { bytes: Buffer.from("<html>Not found</html>") });
  await expect(dryImport(home, {}, source)).rejects.toMatchObject({
    code: "SIGNATURE_MISSING",
    message: expect.stringContaining(`${server.origin}/b.tar.sigstore.json`),
  });
  server.files.set("/b.tar.sigstore.json", { bytes: readFileSync(shared("ours.sigstore.json")) });
  expect((await dryImport(home, {}, source)).trust?.proofs).toHaveLength(1);
});

test("signatures beside a bundle go to a release with it, and count there", async () => {
  const directory = temporaryDirectory();
  const path = join(directory, "b.tar");
  cpSync(shared("b.tar"), path);
  cpSync(shared("ours.sigstore.json"), `${path}.sigstore.json`);
  await using emulator = await openEmulator();
  const release = { channel: "release", tag: "v1", token: emulator.apiToken() } as const;
  const around = surroundings({ variables: emulator.variables() });
  const sent = await sendBundle(
    { source: { kind: "file", path }, destination: { ...release, create: true, overwrite: false }, name: "tools" },
    around,
    listener(),
  );
  expect(sent.names).toEqual(expect.arrayContaining(["tools.tar", "tools.tar.sigstore.json"]));
  const home = homeWith(SIGSTORE);
  const source = { kind: "channel", origin: release, name: "tools" } as const;
  const result = await importFile("", home, { source, dryRun: true }, around);
  expect(result.trust?.proofs).toMatchObject([{ signature: "asset tools.tar.sigstore.json" }]);
});

test("checking a signature opens no socket and looks up no name", async () => {
  const refuse = () => {
    throw new Error("a verification used the network");
  };
  const spies = [
    vi.spyOn(Socket.prototype, "connect").mockImplementation(refuse),
    vi.spyOn(dns, "lookup").mockImplementation(refuse),
    vi.spyOn(dns.promises, "lookup").mockImplementation(refuse),
  ];
  try {
    const home = homeWith(`${SIGSTORE}${SSH}`);
    const trust = { attestation: shared("ours.sigstore.json") };
    expect((await importFile(shared("b.tar"), home, { trust })).trust?.proofs).toHaveLength(1);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    expect(() => new Socket().connect(1)).toThrow("used the network");
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});
