import { expect, test } from "vitest";
import { algorithmOf, digester, digestOf, hexOf, isDigest, isDigestOf, parseDigest } from "../../src/oci/digest.ts";

const HELLO = Buffer.from("hello world");
// From independent tools: printf 'hello world' | sha256sum, sha384sum, sha512sum
const SHA256 = "sha256:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
const SHA384 =
  "sha384:fdbd8e75a67f29f701a4e040385e2e23986303ea10239211af907fcbb83578b3e417cb71ce646efd0819dd8c088de1bd";
const SHA512 =
  "sha512:309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f";

test.each([SHA256, SHA384, SHA512])("isDigestOf() knows the bytes of %s", (text) => {
  const digest = parseDigest(text);
  expect(isDigestOf(digest, HELLO)).toBe(true);
  expect(isDigestOf(digest, Buffer.from("hello worle"))).toBe(false);
});

test.each([
  ["another algorithm", `md5:${"0".repeat(32)}`],
  ["a name of Object.prototype", "constructor:"],
  ["upper case", SHA256.toUpperCase()],
  ["a digit too few", SHA256.slice(0, -1)],
  ["a digit too many", `${SHA256}0`],
  ["a digit that is none", `${SHA256.slice(0, -1)}g`],
  ["a line break", `${SHA256}\n`],
  ["a third part", `${SHA256}:0`],
  ["no algorithm", SHA256.slice(7)],
  ["nothing", ""],
])("parseDigest() refuses %s", (_, text) => {
  expect(isDigest(text)).toBe(false);
  expect(() => parseDigest(text)).toThrowError(expect.objectContaining({ code: "DIGEST_INVALID" }));
});

test.each([
  [SHA256.toUpperCase(), "capitals"],
  [SHA256.slice(7), "begin with sha256:"],
  ["sha256:abc", "3 hex digits"],
])("parseDigest() says what is wrong with %s", (text, fault) => {
  expect(() => parseDigest(text)).toThrow(fault);
});

test("digester() names bytes that come in pieces", () => {
  const running = digester();
  running.update(HELLO.subarray(0, 4));
  running.update(HELLO.subarray(4));
  expect(running.digest()).toBe(SHA256);
  expect(digestOf(HELLO)).toBe(SHA256);
});

test("algorithmOf() and hexOf() take a digest apart", () => {
  expect([algorithmOf(parseDigest(SHA256)), hexOf(parseDigest(SHA256))].join(":")).toBe(SHA256);
});
