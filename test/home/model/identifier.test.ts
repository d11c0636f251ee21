import fc from "fast-check";
import { expect, test } from "vitest";
import { formatIdentifier, parseIdentifier } from "../../../src/home/model/identifier.ts";

const hex = "0da1dd273ed0ad5a22ca4dfad8b729670d9011aee552e8ba91d1629ca3443f3a";

test.each([
  ["cmake", { registry: "ocx.sh", repository: "cmake" }],
  ["kitware/cmake:3.28", { registry: "ocx.sh", repository: "kitware/cmake", tag: "3.28" }],
  ["ocx.sh/kitware/cmake", { registry: "ocx.sh", repository: "kitware/cmake" }],
  ["localhost/tool", { registry: "localhost", repository: "tool" }],
  ["localhost:5000/tool:1", { registry: "localhost:5000", repository: "tool", tag: "1" }],
  // A lone segment is a repository, and what follows its colon a tag, however much it looks like a host.
  ["localhost:5000", { registry: "ocx.sh", repository: "localhost", tag: "5000" }],
  ["ghcr.io", { registry: "ocx.sh", repository: "ghcr.io" }],
  ["a.b/c", { registry: "a.b", repository: "c" }],
  ["Ghcr.IO/c", { registry: "Ghcr.IO", repository: "c" }],
  ["acme/jdk:21.0.2+13", { registry: "ocx.sh", repository: "acme/jdk", tag: "21.0.2_13" }],
  ["a/b:V1", { registry: "ocx.sh", repository: "a/b", tag: "V1" }],
  ["deep/er/nested/repo_name.x:0.1", { registry: "ocx.sh", repository: "deep/er/nested/repo_name.x", tag: "0.1" }],
  [`a/b@sha256:${hex}`, { registry: "ocx.sh", repository: "a/b", digest: `sha256:${hex}` }],
  [`a/b:1@sha256:${hex}`, { registry: "ocx.sh", repository: "a/b", tag: "1", digest: `sha256:${hex}` }],
  [`a/b@sha512:${hex}${hex}`, { registry: "ocx.sh", repository: "a/b", digest: `sha512:${hex}${hex}` }],
  [
    `a/b@sha384:${hex}${hex.slice(32)}`,
    { registry: "ocx.sh", repository: "a/b", digest: `sha384:${hex}${hex.slice(32)}` },
  ],
])("parseIdentifier() reads %s as OCX does", (text, expected) => {
  expect(parseIdentifier(text, "ocx.sh")).toEqual(expected);
});

test.each([
  ["nothing", ""],
  ["an upper-case repository", "ocx.sh/Acme/tool"],
  ["a space", "ocx.sh/acme/to ol"],
  ["an empty segment", "ocx.sh/acme//tool"],
  ["a slash at the end", "ocx.sh/acme/"],
  ["a registry alone", "ocx.sh/"],
  ["a way out", "ocx.sh/acme/../tool"],
  ["a dot as a segment", "ocx.sh/./tool"],
  ["a way out as the registry", "../acme/tool"],
  ["a way out with a port", "..:1/acme/tool"],
  ["a way out before the tag", "ocx.sh/acme/..:1"],
  ["a tag with a slash, which is none", "ocx.sh/acme/tool:1/../../x"],
  ["a way out as a tag", "ocx.sh/acme/tool:.."],
  ["an empty tag", "ocx.sh/acme/tool:"],
  ["a second colon", "ocx.sh/acme/tool:1:2"],
  ["a digest without algorithm", `ocx.sh/a/b@${hex}`],
  ["an upper-case digest", `ocx.sh/a/b@sha256:${hex.toUpperCase()}`],
  ["a short digest", "ocx.sh/a/b@sha256:0da1"],
  ["an unknown algorithm", `ocx.sh/a/b@md5:${hex}`],
  ["two digests", `ocx.sh/a/b@sha256:${hex}@sha256:${hex}`],
  ["256 bytes of repository", `ocx.sh/${"a".repeat(256)}`],
  ["256 bytes of tag", `ocx.sh/acme/tool:${"é".repeat(128)}`],
  ["a line break in the registry", "evil.test\n::error::x/acme/tool"],
  ["a registry that begins as a command", "::add-mask::x.y/acme/tool"],
  ["a registry with a hash", "##[error]x.y/acme/tool"],
  ["a registry with a blank", "reg.test /acme/tool"],
  ["an unseen character in the registry", "reg\u200b.test/acme/tool"],
  ["a tag that turns its direction", "ocx.sh/acme/tool:\u202egpj"],
  ["a tag with a line break", "ocx.sh/acme/tool:1\n2"],
  ["a tag with a separator of lines", "ocx.sh/acme/tool:1\u20282"],
  ["a tag with an escape sequence", "ocx.sh/acme/tool:\u001b[2J"],
  ["a tag with a command", "ocx.sh/acme/tool:##[error]x"],
])("parseIdentifier() refuses %s", (_, text) => {
  expect(() => parseIdentifier(text, "ocx.sh")).toThrow(expect.objectContaining({ code: "IDENTIFIER_INVALID" }));
});

test("parseIdentifier() takes a repository of 255 bytes", () => {
  expect(parseIdentifier("a".repeat(255), "ocx.sh").repository).toHaveLength(255);
});

// OCX, `identifier.rs::prepend_domain`: the default registry and a slash come before a name without a registry, as text.
test.each([
  ["tool:1", "ghcr.io/acme", { registry: "ghcr.io", repository: "acme/tool", tag: "1" }],
  ["deep/tool", "localhost:5000/acme", { registry: "localhost:5000", repository: "acme/deep/tool" }],
  ["quay.io/other/tool", "ghcr.io/acme", { registry: "quay.io", repository: "other/tool" }],
])(
  "parseIdentifier() reads %s with the default registry %s, which has a path, as OCX does",
  (text, unnamed, expected) => {
    expect(parseIdentifier(text, unnamed)).toEqual(expected);
  },
);

test("parseIdentifier() refuses a default registry whose path is no beginning of a repository, as OCX does", () => {
  for (const unnamed of ["ghcr.io/Acme", "ghcr.io/acme/", "ghcr.io/.."])
    expect(() => parseIdentifier("tool", unnamed)).toThrow(expect.objectContaining({ code: "IDENTIFIER_INVALID" }));
});

test("parseIdentifier() wants a registry where there is no default, and fails with the code it is given", () => {
  const parse = () => parseIdentifier("kitware/cmake:3", undefined, { code: "PROJECT_INVALID" });
  expect(parse).toThrow(expect.objectContaining({ code: "PROJECT_INVALID" }));
});

test("what formatIdentifier() writes reads back the same", () => {
  const segment = fc.stringMatching(/^[a-z0-9_-][a-z0-9._-]{0,20}$/);
  const parts = fc.record(
    {
      registry: fc.constantFrom("ocx.sh", "localhost", "localhost:5000", "a.b.example:1"),
      repository: fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/")),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,30}$/),
      digest: fc.constant(`sha256:${hex}`),
    },
    { requiredKeys: ["registry", "repository"] },
  );
  fc.assert(
    fc.property(parts, ({ registry, repository, tag, digest }) => {
      const text = `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
      expect(formatIdentifier(parseIdentifier(text))).toBe(text);
    }),
  );
});

test.each([
  ["a/b@1.2", "a/b:1.2"],
  ["a/b@^2", "a/b:2"],
  [`a/b:sha256:${hex}`, `a/b@sha256:${hex}`],
  ["https://ocx.sh/a/b:1", "ocx.sh/a/b:1"],
  ["a/*", "patterns"],
  ["a/b:1,c/d:2", "spaces"],
  ['"a/b:1"', "quotes"],
])("parseIdentifier() says how to write %s: %s", (text, fix) => {
  expect(() => parseIdentifier(text, "ocx.sh")).toThrow(
    expect.objectContaining({ code: "IDENTIFIER_INVALID", hint: expect.stringContaining(fix) }),
  );
});
