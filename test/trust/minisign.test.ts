import { hash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { parseMinisignKey, verifyMinisign } from "../../src/trust/minisign/minisign.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { lacks, run } from "../fixtures/tools.ts";

const bytes = Buffer.from('{"schemaVersion":2}');

function signed(...options: readonly string[]) {
  const directory = temporaryDirectory();
  const at = (name: string): string => join(directory, name);
  writeFileSync(at("manifest"), bytes);
  run("minisign", ["-G", "-W", "-p", at("pub"), "-s", at("secret")]);
  run("minisign", ["-S", ...options, "-s", at("secret"), "-m", at("manifest"), "-t", "made by Zoë"]);
  return { signature: readFileSync(at("manifest.minisig")), publicKey: readFileSync(at("pub")) };
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

test.skipIf(lacks("minisign")).each([[[]], [["-l"]]])(
  "a signature that minisign made with %j is accepted, and refused with any byte flipped",
  (options) => {
    const { signature, publicKey } = signed(...options);
    const key = parseMinisignKey(publicKey, "minisign.pub");
    const [comment = "", line = ""] = publicKey.toString().split("\n");
    // minisign prints the number without zeros in front.
    const id = comment.split(" ").at(-1)?.padStart(16, "0");
    expect(verifyMinisign(signature, { bytes }, key)).toEqual({ keyId: id, trustedComment: "made by Zoë" });
    expect(parseMinisignKey(Buffer.from(line), "key").id).toBe(id);
    // The first line is a comment that nothing covers: only its beginning is fixed.
    const covered = Array.from(signature.keys()).slice(signature.indexOf("\n"));
    const accepted = covered.filter((at) => {
      const flipped = Buffer.from(signature);
      flipped[at] = (flipped[at] ?? 0) ^ 0x01;
      return codeOf(() => verifyMinisign(flipped, { bytes }, key)) === undefined;
    });
    expect(accepted).toEqual([]);
    expect(codeOf(() => verifyMinisign(signature, { bytes: Buffer.from("other") }, key))).toBe("SIGNATURE_INVALID");
    const blake2b512 = hash("blake2b512", bytes, "buffer");
    const ofHash = codeOf(() => verifyMinisign(signature, { blake2b512 }, key));
    expect(ofHash).toBe(options.length === 0 ? undefined : "SIGNATURE_INVALID");
  },
);

test.skipIf(lacks("minisign"))(
  "a signature by another key is refused with both ids, and so is a key that took the other's id",
  () => {
    const [ours, theirs] = [signed(), signed()];
    const key = parseMinisignKey(ours.publicKey, "ours");
    const other = parseMinisignKey(theirs.publicKey, "theirs");
    expect(codeOf(() => verifyMinisign(theirs.signature, { bytes }, key))).toBe("SIGNER_UNTRUSTED");
    expect(() => verifyMinisign(theirs.signature, { bytes }, key)).toThrow(new RegExp(`${other.id}.*${key.id}`));
    expect(codeOf(() => verifyMinisign(theirs.signature, { bytes }, { ...key, id: other.id }))).toBe(
      "SIGNATURE_INVALID",
    );
  },
);

test.each([
  ["an empty file", ""],
  ["a secret key", "untrusted comment: minisign encrypted secret key\nRWRTY0Iy"],
  ["two keys", `${"RWQ".padEnd(56, "A")}\n${"RWQ".padEnd(56, "A")}`],
  ["a key of another algorithm", Buffer.alloc(42, 1).toString("base64")],
])("%s is refused as a key", (_, text) => {
  expect(codeOf(() => parseMinisignKey(Buffer.from(text), "key"))).toBe("TRUST_INVALID");
});
