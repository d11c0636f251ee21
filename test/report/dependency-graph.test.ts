import { expect, test } from "vitest";
import type { PackageSummary } from "../../src/commands/results/bundle-summary.ts";
import { formatGraph } from "../../src/report/dependency-graph.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

function aPackage(identifier: string, dependencies: readonly string[] = [], root = true): PackageSummary {
  const figures = { digest: DIGEST, platform: "any", current: false, layers: 1, contentSize: 1 };
  return { identifier, dependencies, root, ...figures };
}

test("formatGraph() draws an edge for every dependency", () => {
  const library = aPackage(`ocx.sh/b@${DIGEST}`, [], false);
  const text = formatGraph([aPackage("ocx.sh/a:1", [library.identifier]), library]);
  expect(text).toBe('graph LR\n  n0(["ocx.sh/a:1"])\n  n1["ocx.sh/b@sha256:aaaaaaaaaaaa"]\n  n0 --> n1');
});

test("formatGraph() leaves out packages that stand alone, and dependencies that are no package", () => {
  const text = formatGraph([aPackage("alone"), aPackage("a", ["b", "nowhere"]), aPackage("b")]);
  expect(text).toBe('graph LR\n  n1(["a"])\n  n2(["b"])\n  n1 --> n2');
});

test("formatGraph() keeps mermaid's own signs out of labels", () => {
  const text = formatGraph([aPackage('a"]-->b', ["c\n```\nd"]), aPackage("c\n```\nd")]);
  expect(text?.split("\n")).toHaveLength(4);
  expect(text).toContain('"a#34;#93;--#62;b"');
  expect(text).not.toContain("```");
});

test("formatGraph() draws nothing without dependencies, nor more edges than GitHub draws", () => {
  expect(formatGraph([aPackage("a"), aPackage("b")])).toBeUndefined();
  const names = Array.from({ length: 501 }, (_, n) => `p${n}`);
  const packages = names.map((name) => aPackage(name));
  expect(formatGraph([aPackage("a", names.slice(1)), ...packages])).toBeDefined();
  expect(formatGraph([aPackage("a", names), ...packages])).toBeUndefined();
});

test("formatGraph() draws nothing that is longer than what GitHub reads", () => {
  const pair = (width: number): PackageSummary[] => [aPackage("x".repeat(width), ["b"]), aPackage("b")];
  const others = formatGraph(pair(1))?.length ?? 0;
  expect(formatGraph(pair(50_001 - others))).toHaveLength(50_000);
  expect(formatGraph(pair(50_002 - others))).toBeUndefined();
});
