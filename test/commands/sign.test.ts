import { execFileSync, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { showDocument } from "../../src/commands/show-document.ts";
import { signBundle } from "../../src/commands/sign-bundle.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import type { ProcessContext } from "../../src/options/requests/process-context.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";
import { lacks, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-sign-"));
let bundle: string;

beforeAll(async () => {
  bundle = await bundleToolbox(directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

const around = surroundings({ variables: { PATH: process.env["PATH"] } });

function sign(key: string, output: string, more: { overwrite?: true; around?: ProcessContext } = {}) {
  const { around: context = around, ...rest } = more;
  return signBundle({ source: { kind: "file", path: bundle }, key, output, ...rest }, context, listener());
}

function document(): Buffer {
  const { index, digest } = indexOf(bundle);
  expect(index.manifests).toHaveLength(1);
  return execFileSync("tar", ["-xOf", bundle, `blobs/sha256/${digest.slice(7)}`]);
}

function indexOf(path: string) {
  const index = JSON.parse(execFileSync("tar", ["-xOf", path, "index.json"]).toString());
  return { index, digest: String(index.manifests[0].digest) };
}

/** @param publicKey `type base64` */
function judge(publicKey: string, signature: string, signed = document()): string {
  const allowed = join(directory, "allowed_signers");
  writeFileSync(allowed, `build@acme.example ${publicKey}\n`);
  const args = ["-Y", "verify", "-f", allowed, "-I", "build@acme.example", "-n", "ocx-bundle", "-s", signature];
  return run("ssh-keygen", args, { input: signed }).toString();
}

function makeKey(at: string): string {
  const path = join(at, "key");
  run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path]);
  return path;
}

test.skipIf(lacks("ssh-keygen", "tar"))(
  "a signature by a key of ssh-keygen lies beside the bundle, and ssh-keygen accepts it",
  async () => {
    const key = makeKey(temporaryDirectory());
    const before = readFileSync(bundle);
    const signed = await signBundle({ source: { kind: "file", path: bundle }, key }, around, listener());
    expect(signed).toMatchObject({
      bundle: { digest: indexOf(bundle).digest },
      file: `${bundle}.sig`,
      keyType: "ssh-ed25519",
    });
    expect(judge(readFileSync(`${key}.pub`, "utf8"), signed.file)).toContain(signed.fingerprint);
    expect(readFileSync(bundle).equals(before)).toBe(true);
    expect(readdirSync(directory).filter((name) => name.startsWith("."))).toEqual([]);
    const again = { source: { kind: "file", path: bundle }, key } as const;
    await expect(signBundle(again, around, listener())).rejects.toMatchObject({ code: "FILE_EXISTS" });
    expect(await signBundle({ ...again, overwrite: true }, around, listener())).toEqual(signed);
  },
);

test.skipIf(lacks("ssh-keygen", "openssl"))("a signature by a key of openssl is one of ssh-keygen too", async () => {
  const at = temporaryDirectory();
  const [key, signature] = [join(at, "key.pem"), join(at, "toolbox.sig")];
  run("openssl", ["genpkey", "-algorithm", "ed25519", "-out", key]);
  const { fingerprint } = await sign(key, signature, { around: surroundings() });
  const [, raw] = run("openssl", ["pkey", "-in", key, "-pubout", "-outform", "DER"])
    .toString("latin1")
    .split("\x03!\0");
  const blob = `\0\0\0\x0bssh-ed25519\0\0\0 ${raw}`;
  expect(judge(`ssh-ed25519 ${Buffer.from(blob, "latin1").toString("base64")}`, signature)).toContain(fingerprint);
});

test.skipIf(lacks("ssh-agent", "ssh-add"))("the agent signs with its only key, or with one that is named", async () => {
  const at = temporaryDirectory();
  const socket = join(at, "agent");
  const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: "ignore" });
  try {
    const context = surroundings({ variables: { PATH: process.env["PATH"], SSH_AUTH_SOCK: socket } });
    const [first, second] = [makeKey(at), makeKey(temporaryDirectory())];
    const add = (key: string): boolean => {
      try {
        execFileSync("ssh-add", ["-q", key], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: "ignore" });
        return true;
      } catch {
        return false;
      }
    };
    await expect.poll(() => add(first), { timeout: 5000 }).toBe(true);
    const signed = await sign("agent", join(at, "one.sig"), { around: context });
    expect(judge(readFileSync(`${first}.pub`, "utf8"), signed.file)).toContain(signed.fingerprint);
    add(second);
    await expect(sign("agent", join(at, "none.sig"), { around: context })).rejects.toThrow(/2 keys/);
    const named = await sign(`${second}.pub`, join(at, "two.sig"), { around: context });
    expect(judge(readFileSync(`${second}.pub`, "utf8"), named.file)).toContain(named.fingerprint);
  } finally {
    agent.kill();
  }
});

test("a key that cannot sign is refused with the reason, and no file is left", async () => {
  const at = temporaryDirectory();
  const write = (name: string, text: string | Buffer): string => {
    const path = join(at, name);
    writeFileSync(path, text);
    return path;
  };
  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const cases: readonly (readonly [key: string, reason: RegExp])[] = [
    [write("text", "not a key\n"), /ssh-keygen: /],
    [write("p256", p256.export({ type: "pkcs8", format: "pem" })), /key for ec, expected ed25519/],
    [write("torn", "-----BEGIN PRIVATE KEY-----\nMC4C"), /PEM cannot be read/],
    [
      write("locked", p256.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })),
      /passphrase/,
    ],
    [write("large", Buffer.alloc(100_000)), /100000 bytes/],
  ];
  for (const [key, reason] of cases) {
    const signing = sign(key, join(at, "sig"));
    await expect(signing).rejects.toMatchObject({ code: "SIGNING_FAILED", message: expect.stringMatching(reason) });
  }
  const alone = surroundings({ variables: { PATH: at } });
  await expect(sign(cases[0]?.[0] ?? "", join(at, "sig"), { around: alone })).rejects.toThrow(/not installed/);
  expect(readdirSync(at)).not.toContain("sig");
});

test.skipIf(lacks("ssh-keygen"))("of a bundle for several platforms the image index is signed", async () => {
  const at = temporaryDirectory();
  const layout = join(at, "layout");
  mkdirSync(layout);
  execFileSync("tar", ["-xf", bundle, "-C", layout]);
  const [manifest] = indexOf(bundle).index.manifests;
  const { annotations, ...inner } = manifest;
  const type = "application/vnd.oci.image.index.v1+json";
  const other = { ...inner, platform: { os: "linux", architecture: "arm64" } };
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [inner, other] }));
  const digest = `sha256:${sha256(bytes)}`;
  writeFileSync(join(layout, "blobs/sha256", digest.slice(7)), bytes);
  const named = { mediaType: type, digest, size: bytes.length, annotations };
  writeFileSync(join(layout, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  const key = makeKey(at);
  const signed = await signBundle({ source: { kind: "file", path: layout }, key }, around, listener());
  expect(signed).toMatchObject({ bundle: { digest }, file: `${layout}.sig` });
  expect(judge(readFileSync(`${key}.pub`, "utf8"), signed.file, bytes)).toContain(signed.fingerprint);
});

test("inspect --manifest prints the signed bytes, of a file, of parts and of a directory", async () => {
  const at = temporaryDirectory();
  const bytes = document();
  expect(runCommand(["inspect", "--manifest", bundle]).bytes.equals(bytes)).toBe(true);
  const { file } = await splitBundle(
    { source: { kind: "file", path: bundle }, partSize: 8192, output: `${at}/` },
    around,
    listener(),
  );
  execFileSync("mkdir", [join(at, "layout")]);
  execFileSync("tar", ["-xf", bundle, "-C", join(at, "layout")]);
  for (const path of [file, join(at, "layout")])
    expect(await showDocument({ source: { kind: "file", path } }, around)).toEqual(new Uint8Array(bytes));
});
