import { expect, test } from "vitest";
import { parseChallenges } from "../../../src/channels/registry/challenge.ts";
import { mergeScopes } from "../../../src/channels/registry/scope.ts";

function plain(header: string) {
  return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

test("parseChallenges() reads quoted values with commas and escaped quotes", () => {
  expect(
    plain('Bearer realm="https://auth.example/token",service="a \\"b\\", c",scope="repository:a/b:pull,push"'),
  ).toEqual([
    ["bearer", { realm: "https://auth.example/token", service: 'a "b", c', scope: "repository:a/b:pull,push" }],
  ]);
});

test.each([
  [
    'Basic realm="x", Bearer realm="y",service=z',
    [
      ["basic", { realm: "x" }],
      ["bearer", { realm: "y", service: "z" }],
    ],
  ],
  [
    "Negotiate, Basic",
    [
      ["negotiate", {}],
      ["basic", {}],
    ],
  ],
  [
    'NTLM TlRMTVNTUAAB=, BASIC Realm = "x"',
    [
      ["ntlm", {}],
      ["basic", { realm: "x" }],
    ],
  ],
  [", , Bearer realm=a,, ,scope=b", [["bearer", { realm: "a", scope: "b" }]]],
  ['Bearer realm="first",realm="second"', [["bearer", { realm: "first" }]]],
])("parseChallenges() reads several challenges, whatever stands between them: %s", (header, expected) =>
  expect(plain(header)).toEqual(expected),
);

test.each([
  ["", []],
  ['Bearer realm="never closed', [["bearer", {}]]],
  ["Bearer realm=", [["bearer", {}]]],
  ['Basic realm="x" \u0000 Bearer realm="y"', [["basic", { realm: "x" }]]],
])("parseChallenges() ends at what it does not understand: %j", (header, expected) =>
  expect(plain(header)).toEqual(expected),
);

test("parseChallenges() takes time in proportion to a hostile header", () => {
  expect(parseChallenges(`Bearer realm="${"\\".repeat(1_000_001)}`)).toHaveLength(1);
  expect(parseChallenges("a ".repeat(500_000)).length).toBeLessThan(64 * 1024);
});

test("mergeScopes() joins the actions for each resource, whose name may have a port", () => {
  const own = ["repository:host:5000/a:pull,push"];
  expect(mergeScopes(own, ["repository:host:5000/a:pull"])).toBe(own);
  expect(mergeScopes(own, ["repository:host:5000/a:delete", "registry:catalog:*"])).toEqual([
    "repository:host:5000/a:pull,push,delete",
    "registry:catalog:*",
  ]);
});
