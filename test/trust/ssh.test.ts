import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { fitsPatterns, parseAllowedSigners } from "../../src/trust/ssh/allowed-signers.ts";
import { formatSshSignature, parseSshSignature, signedBytes } from "../../src/trust/ssh/ssh-signature.ts";
import { type SshExpectation, verifySshSignature } from "../../src/trust/ssh/verify-ssh-signature.ts";
import { wireString } from "../../src/trust/ssh/wire.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { lacks, run } from "../fixtures/tools.ts";

const NOW = new Date("2026-11-27T12:00:00Z");
const message = Buffer.from('{"schemaVersion":2}');

interface KeyFile {
  readonly path: string;
  /** `type base64`, as in allowed_signers. */
  readonly text: string;
}

function makeKey(...options: readonly string[]): KeyFile {
  const path = join(temporaryDirectory(), "key");
  run("ssh-keygen", ["-q", "-N", "", "-C", "", "-f", path, ...options]);
  return { path, text: readFileSync(`${path}.pub`, "utf8").trim() };
}

function signWith({ path }: KeyFile, namespace = "ocx-bundle", ...options: readonly string[]): Buffer {
  return run("ssh-keygen", ["-q", "-Y", "sign", "-n", namespace, "-f", path, ...options], { input: message });
}

function trust(text: string, more: Partial<SshExpectation> = {}): SshExpectation {
  return { message, now: NOW, signers: parseAllowedSigners(Buffer.from(text), "allowed_signers"), ...more };
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof BundleError) return error.code;
    throw error;
  }
}

/** What ssh-keygen says to a signature of a name. */
function sshKeygenAccepts(signature: string | Buffer, allowed: string, name: string): boolean {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "sig"), signature);
  writeFileSync(join(directory, "allowed"), `${allowed}\n`);
  const options = ["-f", join(directory, "allowed"), "-I", name, "-n", "ocx-bundle", "-s", join(directory, "sig")];
  try {
    run("ssh-keygen", ["-Y", "verify", "-Overify-time=20261127120000Z", ...options], { input: message });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(lacks("ssh-keygen"))("signatures of ssh-keygen", () => {
  test.each([
    [["-t", "ed25519"], "ssh-ed25519"],
    [["-t", "ecdsa", "-b", "256"], "ecdsa-sha2-nistp256"],
    [["-t", "ecdsa", "-b", "384"], "ecdsa-sha2-nistp384"],
    [["-t", "ecdsa", "-b", "521"], "ecdsa-sha2-nistp521"],
    [["-t", "rsa", "-b", "2048"], "ssh-rsa"],
  ])("of a key made with %j are accepted, and refused with any byte flipped", (options, keyType) => {
    const key = makeKey(...options);
    const signature = signWith(key);
    const expected = trust(`build@acme.example ${key.text}`);
    const [, fingerprint] = run("ssh-keygen", ["-l", "-f", `${key.path}.pub`])
      .toString()
      .split(" ");
    expect(verifySshSignature(signature, expected)).toEqual({ principal: "build@acme.example", keyType, fingerprint });
    const accepted = Array.from(signature.keys()).filter((at) => {
      const flipped = Buffer.from(signature);
      flipped[at] = (flipped[at] ?? 0) ^ 0x01;
      return codeOf(() => verifySshSignature(flipped, expected)) === undefined;
    });
    expect(accepted).toEqual([]);
    const parsed = parseSshSignature(signature);
    for (const field of ["key", "signature"] as const) {
      for (const at of parsed[field].keys()) {
        const bytes = Buffer.from(parsed[field]);
        bytes[at] = (bytes[at] ?? 0) ^ 0x80;
        const changed = Buffer.from(formatSshSignature({ ...parsed, [field]: bytes }));
        expect(
          codeOf(() => verifySshSignature(changed, expected)),
          `${field} ${at}`,
        ).toBeDefined();
      }
    }
    expect(codeOf(() => verifySshSignature(signature, { ...expected, message: Buffer.from("other") }))).toBe(
      "SIGNATURE_INVALID",
    );
  });

  test("agree with ssh-keygen about names, namespaces and times", () => {
    const key = makeKey("-t", "ed25519");
    const signature = signWith(key);
    const line = (principals: string, options = ""): string => `${principals} ${options}${options && " "}${key.text}`;
    const cases: readonly (readonly [allowed: string, name: string, accepted: boolean])[] = [
      [line("build@acme.example"), "build@acme.example", true],
      [line("build@acme.example"), "Build@acme.example", false],
      [line("build@acme.example"), "uild@acme.example", false],
      [line("*@acme.example"), "build@acme.example", true],
      [line("*@acme.example"), "build@acme.example.org", false],
      [line("b?ild@*,!*@acme.example"), "build@acme.example", false],
      [line("b?ild@*,!*@evil.example"), "build@acme.example", true],
      [line('"build@acme.example"'), "build@acme.example", true],
      [line("a", 'namespaces="ocx-bundle"'), "a", true],
      [line("a", 'namespaces="git,ocx-*"'), "a", true],
      [line("a", 'namespaces="git"'), "a", false],
      [line("a", 'namespaces="git,!ocx-bundle,*"'), "a", false],
      [line("a", 'valid-after="20261127120000Z"'), "a", true],
      [line("a", 'valid-after="20261127120001Z"'), "a", false],
      [line("a", 'valid-before="20261127120000Z"'), "a", true],
      [line("a", 'valid-before="20261127115959Z"'), "a", false],
      [line("a", 'namespaces="ocx-bundle",valid-after="20250101",valid-before="20300101Z"'), "a", true],
      [line("a", "cert-authority"), "a", false],
      [line("a", 'CERT-AUTHORITY,namespaces="ocx-bundle"'), "a", false],
      [`# comment\n\n${line("b")}\n${line("a", 'namespaces="git"')}\n  ${line("a")} a comment`, "a", true],
    ];
    const answers = cases.map(([allowed, signer]) => {
      const ours = codeOf(() => verifySshSignature(signature, trust(allowed, { signer }))) === undefined;
      return [allowed, signer, ours];
    });
    expect(answers).toEqual(cases);
    const theirs = cases.map(([allowed, name]) => [allowed, name, sshKeygenAccepts(signature, allowed, name)]);
    expect(theirs).toEqual(cases);
  });

  test("are accepted by no line that ssh-keygen does not take", () => {
    const key = makeKey("-t", "ed25519");
    const signature = signWith(key);
    const cases: readonly (readonly [allowed: string, name: string])[] = [
      [`a namespaces="git",namespaces="ocx-bundle" ${key.text}`, "a"],
      [`a valid-before="20200101Z",valid-before="20300101Z" ${key.text}`, "a"],
      [`a valid-after="20300101Z",valid-after="20200101Z" ${key.text}`, "a"],
      [`a valid-after="20270101Z",valid-before="20260101Z" ${key.text}`, "a"],
      [`a namespaces="" ${key.text}`, "a"],
      [`a unknown ${key.text}`, "a"],
      [`a no-touch-required ${key.text}`, "a"],
      [`a\u00a0${key.text}`, "a"],
      [`a\u2028b ${key.text}`, "b"],
      [`a\f${key.text}`, "a"],
      [`?@acme.example ${key.text}`, "\u00e4@acme.example"],
      [`\u0430@acme.example ${key.text}`, "a@acme.example"],
      [`A ${key.text}`, "a"],
      [`a.acme ${key.text}`, "axacme"],
      [`[ab] ${key.text}`, "a"],
      [`a|b ${key.text}`, "a"],
      [`^a$ ${key.text}`, "a"],
      [`!b ${key.text}`, "a"],
      [`!*,a ${key.text}`, "a"],
      [`a;b ${key.text}`, "a"],
      [key.text, "ssh-ed25519"],
    ];
    const accepted = cases.filter(
      ([allowed, signer]) => codeOf(() => verifySshSignature(signature, trust(allowed, { signer }))) === undefined,
    );
    expect(accepted).toEqual([]);
    expect(cases.filter(([allowed, name]) => sshKeygenAccepts(signature, allowed, name))).toEqual([]);
  });

  test("for another namespace, by a stranger, or by a certificate's key are refused with the reason", () => {
    const [key, other] = [makeKey("-t", "ed25519"), makeKey("-t", "ed25519")];
    expect(codeOf(() => verifySshSignature(signWith(key, "git"), trust(`a ${key.text}`)))).toBe("SIGNATURE_INVALID");
    expect(() => verifySshSignature(signWith(other), trust(`a ${key.text}`))).toThrow(/no line/);
    expect(codeOf(() => verifySshSignature(signWith(other), trust(`a ${key.text}`)))).toBe("SIGNER_UNTRUSTED");
    expect(() => verifySshSignature(signWith(key), trust(`a cert-authority ${key.text}`))).toThrow(/cert-authority/);
    run("ssh-keygen", ["-q", "-s", other.path, "-I", "id", "-n", "a", `${key.path}.pub`]);
    const certified = signWith({ ...key, path: `${key.path}-cert.pub` });
    expect(() => verifySshSignature(certified, trust(`a cert-authority ${other.text}`))).toThrow(/cert-v01/);
  });

  test("of a security key are accepted only if a person touched it, as ssh-keygen does with our bytes", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
    const type = "sk-ssh-ed25519@openssh.com";
    const key = Buffer.concat([type, raw, "ssh:"].map(wireString));
    const facts = { namespace: "ocx-bundle", hashName: "sha512" };
    const sha256 = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();
    const signFlagged = (flags: number): string => {
      const counter = Buffer.from([flags, 0, 0, 0, 7]);
      const signed = Buffer.concat([sha256("ssh:"), counter, sha256(signedBytes(message, facts))]);
      const signature = Buffer.concat([...[type, sign(null, signed, privateKey)].map(wireString), counter]);
      return formatSshSignature({ ...facts, key, signature });
    };
    const allowed = `a ${type} ${key.toString("base64")}`;
    expect(sshKeygenAccepts(signFlagged(1), allowed, "a")).toBe(true);
    expect(verifySshSignature(Buffer.from(signFlagged(1)), trust(allowed)).keyType).toBe(type);
    expect(codeOf(() => verifySshSignature(Buffer.from(signFlagged(0)), trust(allowed)))).toBe("SIGNATURE_INVALID");
  });
});

test.each([
  ["principals alone", "a"],
  ["no key", "a ssh-ed25519"],
  ["an unknown option", 'a no-touch="x" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA=='],
  ["a key of another type", "a ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA=="],
  ["a key that is not base64", "a ssh-ed25519 AAAAC3NzaC1lZDI1NTE5!"],
  ["a day that does not exist", 'a valid-after="20260231" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA=='],
  ["an open quote", 'a namespaces="git ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA=='],
  ["an empty principal", "a,,b ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA=="],
])("allowed signers with %s are refused with the number of the line", (_, line) => {
  const work = (): unknown => parseAllowedSigners(Buffer.from(`# first\n${line}\n`), "file");
  expect(codeOf(work)).toBe("TRUST_INVALID");
  expect(work).toThrow(/line 2/);
});

test("a pattern with many stars is compared in no time", () => {
  const started = performance.now();
  expect(fitsPatterns("a".repeat(5000), [`${"*a".repeat(2000)}*b`])).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  ["a large file", Buffer.alloc(2 ** 20, "A"), "LIMIT_EXCEEDED"],
  ["an empty one", Buffer.alloc(0), "SIGNATURE_INVALID"],
  [
    "lengths beyond the end",
    Buffer.from(
      `-----BEGIN SSH SIGNATURE-----\n${Buffer.from("SSHSIG\0\0\0\x01\xff\xff\xff\xff", "latin1").toString("base64")}\n-----END SSH SIGNATURE-----\n`,
    ),
    "SIGNATURE_INVALID",
  ],
])("%s is refused as a signature", (_, file, code) => {
  expect(codeOf(() => parseSshSignature(file))).toBe(code);
});
