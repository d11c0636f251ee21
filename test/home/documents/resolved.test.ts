import { expect, test } from "vitest";
import {
  composeResolved,
  type DirectDependency,
  formatResolved,
  parseResolved,
  type ResolvedEntry,
} from "../../../src/home/documents/resolved.ts";
import { hasInterface, hasPrivate, joinVisibility, type Visibility } from "../../../src/home/documents/visibility.ts";
import { parseIdentifier } from "../../../src/home/model/identifier.ts";
import { sha256 } from "../../fixtures/tree.ts";

const HEX = sha256("");

const VISIBILITIES: readonly Visibility[] = ["sealed", "private", "interface", "public"];

test("joining two visibilities shows what either shows", () => {
  for (const a of VISIBILITIES) {
    for (const b of VISIBILITIES) {
      const both = joinVisibility(a, b);
      expect(hasInterface(both)).toBe(hasInterface(a) || hasInterface(b));
      expect(hasPrivate(both)).toBe(hasPrivate(a) || hasPrivate(b));
    }
  }
});

test("what a dependency brings along comes before it, and is seen as the dependency is", () => {
  const lib = composeResolved([
    direct("base", "public"),
    direct("inner", "interface"),
    direct("own", "private"),
    direct("none", "sealed"),
  ]);
  expect(shown(composeResolved([direct("lib", "private", lib)]))).toEqual([
    "base private",
    "inner private",
    "own sealed",
    "none sealed",
    "lib private",
  ]);
});

test("what several dependencies bring keeps its first place and the sum of what is seen", () => {
  const side = composeResolved([direct("base", "public")]);
  const all = composeResolved([
    direct("left", "private", side),
    direct("right", "interface", side),
    direct("base", "sealed"),
  ]);
  expect(shown(all)).toEqual(["base public", "left private", "right interface"]);
});

test("the tag does not tell two entries apart: the first spelling stays", () => {
  const side = composeResolved([direct("base:1", "private")]);
  const all = composeResolved([direct("left", "public", side), direct("base:2", "public")]);
  expect(shown(all)).toEqual(["base:1 public", "left public"]);
});

// Size and SHA-256 of files that OCX 0.5.8 wrote.
test.each([
  [[], 24, "c24bc40df803ba7aebeb4d55f0d0074c96bd8430d78233432c012c1cefec28e1"],
  [
    [
      {
        identifier: "ocx.sh/acme/libgreet:2.1@sha256:9bdd8145a2d758b46ef8a96083cd1d46527a9a06b42c0ac674587a2e7734d8c0",
        visibility: "private" as const,
      },
    ],
    189,
    "af325b829ed08bd170ea2d20fe7d03232f6f725d5b216e57048b4fd0bae9e77a",
  ],
])("formatResolved() makes the very bytes of resolve.json", (dependencies, size, digest) => {
  const text = formatResolved(dependencies);
  expect(Buffer.byteLength(text)).toBe(size);
  expect(sha256(text)).toBe(digest);
  expect(parseResolved(Buffer.from(text), "resolve.json")).toEqual(dependencies);
});

test.each([
  ["an unknown key", '{"dependencies":[],"more":1}'],
  ["an unknown visibility", '{"dependencies":[{"identifier":"a","visibility":"x"}]}'],
  ["no identifier", '{"dependencies":[{"visibility":"public"}]}'],
  ["something else than a list", '{"dependencies":{}}'],
  // OCX, `pinned_identifier.rs`: a registry and a digest must be there.
  ...["acme/lib@sha256:" + HEX, "ocx.sh/acme/lib:1", "ocx.sh/Acme/lib@sha256:" + HEX].map((identifier) => [
    `the identifier ${identifier}`,
    JSON.stringify({ dependencies: [{ identifier, visibility: "public" }] }),
  ]),
])("parseResolved() refuses %s", (_, text) => {
  const parse = () => parseResolved(Buffer.from(text), "resolve.json");
  expect(parse).toThrow(expect.objectContaining({ code: "DOCUMENT_INVALID" }));
});

function direct(name: string, visibility: Visibility, brings: readonly ResolvedEntry[] = []): DirectDependency {
  const digest = `sha256:${sha256(name.replace(/:.*$/, ""))}`;
  return { identifier: parseIdentifier(`ocx.sh/acme/${name}@${digest}`), visibility, brings };
}

function shown(entries: readonly ResolvedEntry[]): string[] {
  return entries.map(
    ({ identifier, visibility }) => `${identifier.replace(/^ocx\.sh\/acme\/(.*)@.*$/, "$1")} ${visibility}`,
  );
}
