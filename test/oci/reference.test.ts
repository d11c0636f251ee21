import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { formatReference, parseReference } from "../../src/oci/reference.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

test.each([
  ["ghcr.io/acme/toolchain:1.2", { host: "ghcr.io", repository: "acme/toolchain", tag: "1.2" }],
  ["oci://ghcr.io/acme/toolchain", { host: "ghcr.io", repository: "acme/toolchain" }],
  [`127.0.0.1:5000/a@${DIGEST}`, { host: "127.0.0.1:5000", repository: "a", digest: DIGEST }],
  [`localhost/a__b/c-d.e:t@${DIGEST}`, { host: "localhost", repository: "a__b/c-d.e", tag: "t", digest: DIGEST }],
  ["[::1]:5000/a:t", { host: "[::1]:5000", repository: "a", tag: "t" }],
  ["Registry.Example.com/a:T", { host: "registry.example.com", repository: "a", tag: "T" }],
])("parseReference() reads %s", (text, parts) => expect(parseReference(text)).toEqual(parts));

test("parseReference() writes an owner with capitals as ghcr.io takes it, and says so", () => {
  const { note, ...reference } = parseReference("ghcr.io/Acme/Tools:V1");
  expect(reference).toEqual({ host: "ghcr.io", repository: "acme/tools", tag: "V1" });
  expect(note).toContain("ghcr.io/acme/tools");
});

function failure(text: string): BundleError {
  try {
    parseReference(text);
  } catch (error) {
    if (error instanceof BundleError) return error;
  }
  throw new Error(`${text} was accepted`);
}

test.each([
  ["toolchain", "docker.io/library/toolchain"],
  ["acme/toolchain:1", "ghcr.io/acme/toolchain:1"],
])("parseReference() refuses the short name %s and names the full one", (text, full) => {
  const { code, hint } = failure(text);
  expect(code).toBe("OPTION_INVALID");
  expect(hint).toContain(full);
});

test.each([
  ["https://ghcr.io/acme/toolchain", "another scheme"],
  ["registry.example.com/Acme/tools", "no capitals"],
  ["registry.example.com/", "no repository"],
  ["registry.example.com/a//b", "single dots"],
  ["registry.example.com/a/../b", "single dots"],
  ["registry.example.com/a?x=y", "single dots"],
  ["registry.example.com/a:", "a tag has"],
  ["registry.example.com/a:b/c", "a tag has"],
  ["registry.example.com/a@sha256:12", "64 lower case hex digits"],
  [`registry.example.com/a@${DIGEST}@${DIGEST}`, "64 lower case hex digits"],
  ["registry.example.com:123456/a", "not the host"],
  ["-x.example/a", "not the host"],
  [`registry.example.com/${"a".repeat(250)}`, "255 characters"],
])("parseReference() refuses %s", (text, found) => {
  const { code, message } = failure(text);
  expect(code).toBe("OPTION_INVALID");
  expect(message).toContain(found);
});

test("parseReference() refuses a password, and does not repeat it", () => {
  const { message, hint } = failure("bob:hunter2@ghcr.io/acme/tools");
  expect(`${message} ${hint}`).not.toContain("hunter2");
});

test("formatReference() names what is meant", () => {
  expect(formatReference(parseReference("ghcr.io/a/b"))).toBe("ghcr.io/a/b:latest");
  expect(formatReference(parseReference(`ghcr.io/a/b:t@${DIGEST}`))).toBe(`ghcr.io/a/b@${DIGEST}`);
});
