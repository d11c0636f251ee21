import { expect, test } from "vitest";
import { formatGraph } from "../../src/actions/graph.ts";
import { summarizeExport, summarizeImport } from "../../src/actions/summary.ts";
import type { BundleSummary, ExportResult, ImportResult, PackageSummary } from "../../src/commands/requests.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

function aPackage(identifier: string, overrides: Partial<PackageSummary> = {}): PackageSummary {
  return {
    identifier,
    digest: DIGEST,
    platform: "linux/amd64",
    root: true,
    current: false,
    dependencies: [],
    layers: 1,
    contentSize: 2_000_000,
    ...overrides,
  };
}

function aBundle(packages: readonly PackageSummary[]): BundleSummary {
  return {
    name: "tools",
    digest: DIGEST,
    formatVersion: 1,
    platform: "linux/amd64",
    size: 1_000_000,
    contentSize: 2_000_000,
    packages,
    layers: [],
    tags: [],
  };
}

function anExport(packages: readonly PackageSummary[], overrides: Partial<ExportResult> = {}): ExportResult {
  return {
    home: "/home/r/.ocx",
    dryRun: false,
    bundle: aBundle(packages),
    file: "/t/tools.tar",
    warnings: [],
    ...overrides,
  };
}

const IMPORTED: ImportResult = {
  home: "/srv/ocx",
  dryRun: false,
  bundle: { name: "tools", digest: DIGEST, platform: "linux/amd64" },
  changed: true,
  packages: [{ identifier: "ocx.sh/a:1", digest: DIGEST, path: "/srv/ocx/packages/a", status: "repaired" }],
  layers: { added: 3, present: 4 },
  blobs: { added: 0, present: 0 },
  bytesAdded: 2_000_000,
  links: [],
  conflicts: [{ identifier: "ocx.sh/a:2", status: "kept", reason: "OCX set it" }],
  roots: [],
  warnings: ["the home has a mirror"],
};

test("summarizeExport() says what is in the bundle, where it is and how large", () => {
  const text = summarizeExport(anExport([aPackage("ocx.sh/a:1")]));
  for (const fact of ["ocx.sh/a:1", DIGEST, "/t/tools.tar", "1 MB", "2 MB", "linux/amd64"])
    expect(text).toContain(fact);
  expect(text).not.toContain("dry run");
  expect(summarizeExport(anExport([], { dryRun: true }))).toContain("dry run");
});

test("summarizeImport() says what the import did", () => {
  const text = summarizeImport(IMPORTED, aBundle([aPackage("ocx.sh/a:1")]));
  for (const fact of [
    "1 repaired",
    "3 added, 4 present",
    "ocx.sh/a:2",
    "OCX set it",
    "the home has a mirror",
    "/srv/ocx",
  ]) {
    expect(text).toContain(fact);
  }
  expect(text).not.toContain("everything was there");
  expect(summarizeImport({ ...IMPORTED, changed: false }, aBundle([]))).toContain("everything was there");
});

test("a summary takes text from a bundle as text", () => {
  const evil = `</code><img src=x onerror="alert('x')">\`\n\n# Big & bold\u2028`;
  const bundle = { ...aBundle([aPackage(evil, { platform: evil })]), name: evil };
  const text = summarizeImport({ ...IMPORTED, home: evil, warnings: [evil] }, bundle);
  expect(text).not.toContain("<img");
  expect(text).not.toContain("alert('");
  expect(text).not.toMatch(/^# Big/m);
  expect(text.match(/<code>/g)).toHaveLength(text.match(/<\/code>/g)?.length ?? 0);
});

test("a summary stays below the runner's limit, and says what it leaves out", () => {
  const packages = Array.from({ length: 20_000 }, (_, n) => aPackage(`ocx.sh/vendor/tool-with-a-name-${n}:1.2.3`));
  const text = summarizeExport(anExport(packages, { warnings: packages.map(({ identifier }) => identifier) }));
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  const rows = text.match(/<tr><td><b>/g)?.length ?? 0;
  expect(text).toContain(`… and ${packages.length - rows} more`);
  expect(text.match(/<table>/g)).toHaveLength(text.match(/<\/table>/g)?.length ?? 0);
});

test("formatGraph() draws an edge for every dependency", () => {
  const text = formatGraph([
    aPackage("ocx.sh/a:1", { dependencies: [`ocx.sh/b@${DIGEST}`] }),
    aPackage(`ocx.sh/b@${DIGEST}`, { root: false }),
  ]);
  expect(text).toBe('graph LR\n  n0(["ocx.sh/a:1"])\n  n1["ocx.sh/b@sha256:aaaaaaaaaaaa"]\n  n0 --> n1');
});

test("formatGraph() keeps mermaid's own signs out of labels", () => {
  const text = formatGraph([aPackage('a"]-->b', { dependencies: ["c\n```\nd"] }), aPackage("c\n```\nd")]);
  expect(text?.split("\n")).toHaveLength(4);
  expect(text).toContain('"a#34;#93;--#62;b"');
  expect(text).not.toContain("```");
});

test("formatGraph() draws nothing without dependencies, nor what GitHub would not draw", () => {
  expect(formatGraph([aPackage("a"), aPackage("b")])).toBeUndefined();
  const dependencies = Array.from({ length: 501 }, (_, n) => `p${n}`);
  const packages = dependencies.map((name) => aPackage(name));
  expect(formatGraph([aPackage("a", { dependencies: dependencies.slice(1) }), ...packages])).toBeDefined();
  expect(formatGraph([aPackage("a", { dependencies }), ...packages])).toBeUndefined();
});
