import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import type { BundleSummary, LayerSummary, PackageSummary } from "../../src/commands/results/bundle-summary.ts";
import type { EnvironmentChange } from "../../src/commands/results/environment-result.ts";
import type { ExportResult } from "../../src/commands/results/export-result.ts";
import type { ImportResult } from "../../src/commands/results/import-result.ts";
import type { SendResult } from "../../src/commands/results/send-result.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { summarizeExport, summarizeImport, summarizeMiss } from "../../src/report/summary.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { ANY, buildHome } from "../fixtures/home.ts";
import { bundleToolbox, exportToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OTHER = `sha256:${"b".repeat(64)}`;

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

function aLayer({ identifier, contentSize }: PackageSummary): LayerSummary {
  const figures = { size: contentSize / 2, entryCount: 1, frameCount: 1 };
  return { registry: "ocx.sh", digest: DIGEST, contentSize, ...figures, packages: [identifier] };
}

function aBundle(packages: readonly PackageSummary[], overrides: Partial<BundleSummary> = {}): BundleSummary {
  return {
    name: "tools",
    digest: DIGEST,
    formatVersion: 1,
    platform: "linux/amd64+libc.glibc",
    size: 1_000_000,
    contentSize: packages.reduce((sum, { contentSize }) => sum + contentSize, 0),
    packages,
    layers: packages.map(aLayer),
    tags: [],
    ...overrides,
  };
}

function anExport(packages: readonly PackageSummary[], overrides: Partial<ExportResult> = {}): ExportResult {
  return {
    home: "/home/r/.ocx",
    dryRun: false,
    disk: { written: 1_000_000, peak: [{ use: "output", path: "/t", bytes: 1_000_000 }] },
    bundle: aBundle(packages),
    file: "/t/tools.tar",
    warnings: [],
    ...overrides,
  };
}

const SENT: SendResult = {
  channel: "release",
  status: "sent",
  bundle: { name: "tools", digest: DIGEST },
  name: "tools.tar",
  names: ["tools.tar", "tools.tar.sha256"],
  size: 1_000_000,
  fileDigest: OTHER,
  url: "https://example.com/tools.tar?a=1&b=2",
};

const IMPORTED: ImportResult = {
  home: "/srv/ocx",
  dryRun: false,
  disk: { written: 2_000_000, peak: [{ use: "staging", path: "/srv/ocx", bytes: 2_100_000 }] },
  bundle: { name: "tools", digest: DIGEST, platform: "linux/amd64" },
  changed: true,
  packages: [
    { identifier: "ocx.sh/a:1", digest: DIGEST, path: "/srv/ocx/packages/a", status: "repaired" },
    { identifier: "ocx.sh/b:1", digest: OTHER, path: "/srv/ocx/packages/b", status: "present" },
  ],
  layers: { added: 3, present: 4 },
  blobs: { added: 0, present: 0 },
  bytesAdded: 2_000_000,
  links: [
    { path: "/srv/ocx/symlinks/a/current", status: "moved" },
    { path: "/srv/ocx/symlinks/b/current", status: "kept" },
    { path: "/srv/ocx/symlinks/c/current", status: "present" },
  ],
  conflicts: [{ identifier: "ocx.sh/a:2", status: "kept", reason: "OCX set it" }],
  roots: [],
  pinned: true,
  needsOffline: false,
  warnings: ["the home has a mirror"],
};

/** What breaks out of HTML, Markdown, mermaid, a shell, or the line. */
const EVIL = `</code></td></table></details><img src=x onerror="alert('x')">\`\n\n\`\`\`\n\n# Big & bold\u2028::error::|\u202Egpj`;

/** As a browser shows it, without what only appears under a pointer. */
function shown(markdown: string): string {
  return markdown
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll(/ +/g, " ");
}

/** Positions of texts, which must all be there. */
function order(text: string, ...parts: readonly string[]): number[] {
  for (const part of parts) expect(text).toContain(part);
  return parts.map((part) => text.indexOf(part));
}

/** Every tag is one of ours and closed, and Markdown takes HTML for HTML and Markdown for Markdown. */
function expectWellFormed(markdown: string): void {
  const html = markdown.replaceAll(/^```\w+\n[^]*?\n```$/gm, "```");
  const tags = Array.from(html.matchAll(/<(\/?)([a-z]\w*)[^>]*>/g), ([, slash = "", name = ""]) => ({ slash, name }));
  const open: string[] = [];
  const astray = tags.filter(({ slash, name }) => {
    if (slash === "" && !/^w?br$/.test(name)) open.push(name);
    return slash !== "" && open.pop() !== name;
  });
  expect([astray, open]).toEqual([[], []]);
  const known = "a abbr b br code details li p sub summary table td th tr ul wbr".split(" ");
  expect(known).toEqual(expect.arrayContaining([...new Set(tags.map(({ name }) => name))]));
  // Each block is a line between blank lines: HTML goes on until one, and Markdown begins behind one.
  const blocks = html.trimEnd().split("\n\n");
  const start = /^(## |### |<(p|ul|table|details)>|<\/details>|```$|… and \d+ more)/;
  expect(blocks.filter((block) => block.includes("\n") || !start.test(block))).toEqual([]);
  expect(markdown.match(/^```/gm)?.length ?? 0).toBe(2 * (markdown.match(/^```\w+$/gm)?.length ?? 0));
}

test("summarizeExport() says what is in the bundle, where it is and how large", () => {
  const text = summarizeExport(anExport([aPackage("ocx.sh/a:1")]));
  for (const fact of ["ocx.sh/a:1", DIGEST, "/t/tools.tar", "1 MB", "2 MB", "50 %", "linux/amd64+libc.glibc"])
    expect(shown(text)).toContain(fact);
  expect(text).not.toContain("dry run");
  expectWellFormed(text);
});

test("summarizeExport() says of a dry run that nothing was written, and has nothing to verify", () => {
  const { digest: _, size: __, ...bundle } = aBundle([aPackage("ocx.sh/a:1")]);
  const { file: ___, ...planned } = anExport([], { dryRun: true, bundle });
  const text = summarizeExport(planned);
  expect(text).toContain("dry run");
  expect(text).not.toContain("verify");
});

test("summarizeExport() says of a delta how its layers travel", () => {
  const delta = { omitted: 3, patched: 2, whole: 1, fullSize: 5_000_000, layers: [] };
  const text = summarizeExport(anExport([], { bundle: aBundle([], { delta }) }));
  expect(shown(text)).toContain("Delta of 5 MB of blobs; layers: 3 omitted, 2 patched, 1 whole");
  expect(shown(text)).not.toContain("at most");
  const planned = { ...delta, originals: { omitted: 4, whole: 5 }, isBound: true } as const;
  const dry = shown(summarizeExport(anExport([], { dryRun: true, bundle: aBundle([], { delta: planned }) })));
  expect(dry).toContain("1 whole; originals: 4 omitted, 5 whole");
  expect(dry).toMatch(/Size\s*at most/);
});

test("summarizeExport() says where the bundle went, and how to check what lies there", () => {
  const text = summarizeExport(anExport([aPackage("ocx.sh/a:1")]), SENT);
  expect(text).toContain('href="https://example.com/tools.tar?a=1&#38;b=2"');
  expect(text).toContain(OTHER);
  expect(text).toContain(`\nsha256sum -c tools.tar.sha256\nocx-bundle verify tools.tar --digest ${DIGEST}\n`);
  expect(text).not.toContain("/t/tools.tar");
});

test("summarizeExport() says which registry has the bundle, and how to check it there", () => {
  const reference = `ghcr.io/acme/tools:1@${DIGEST}`;
  const { file: _, ...pushed } = anExport([aPackage("ocx.sh/a:1")]);
  const straight = summarizeExport({ ...pushed, reference });
  const name = "ghcr.io/acme/tools:1";
  const { fileDigest: __, url: ___, ...sent } = SENT;
  const after = summarizeExport(anExport([]), { ...sent, channel: "registry", name, names: [name], reference });
  for (const text of [straight, after]) {
    expect(shown(text)).toContain(reference);
    expect(text).toContain(`\nocx-bundle verify oci://${reference} --digest ${DIGEST}\n`);
    expectWellFormed(text);
  }
});

test.each<[string, Partial<SendResult>, string]>([
  ["was there already", { status: "kept" }, "the same was there already"],
  ["replaced another", { status: "replaced" }, "which it replaced"],
  ["met an entry of its key", { channel: "cache", status: "kept", key: "k-1" }, "entries never change"],
])("summarizeExport() says of a bundle that it %s", (_, sent, words) => {
  expect(summarizeExport(anExport([]), SENT)).not.toContain(words);
  expect(summarizeExport(anExport([]), { ...SENT, ...sent })).toContain(words);
});

test("summarizeExport() has a bundle in parts verified through the document that lists them", () => {
  const names = ["tools.tar.001", "tools.tar.002", "tools.tar.parts.json", "tools.tar.sha256"];
  const text = summarizeExport(anExport([]), { ...SENT, names });
  expect(text).toContain("ocx-bundle verify tools.tar.parts.json ");
});

test.each(["javascript:alert(1)", "javascript://%0aalert(1)", "ftp://x.example/"])(
  "summarizeExport() makes no link of %s",
  (url) => {
    expect(summarizeExport(anExport([]), { ...SENT, url })).not.toContain("href");
  },
);

test("summarizeExport() tells packages of one repository apart, and names what each needs", () => {
  const [first, second] = [`ocx.sh/lib@${DIGEST}`, `ocx.sh/lib@${OTHER}`];
  const needs = [first, second, "ocx.sh/c:1", "ocx.sh/d:1", "ocx.sh/e:1"];
  const text = summarizeExport(
    anExport([
      aPackage("ocx.sh/a:1", { dependencies: needs }),
      aPackage(first, { root: false }),
      aPackage(second, { root: false, digest: OTHER }),
    ]),
  );
  expect(text).toContain(
    "<code>ocx.sh/lib@sha256:aaaaaaaaaaaa</code><br><code>ocx.sh/lib@sha256:bbbbbbbbbbbb</code><br><code>ocx.sh/c:1</code><br>",
  );
  expect(shown(text)).toContain("2 more");
  expect(text).toContain(`<code title="${OTHER}">bbbbbbbbbbbb</code>`);
});

test("summarizeExport() shows the platform of a package where it is not the bundle's", () => {
  const text = summarizeExport(anExport([aPackage("a"), aPackage("b", { platform: "any" })]));
  expect(text).toContain("<sub>any</sub>");
  expect(text).not.toContain("<sub>linux/amd64</sub>");
});

test("summarizeExport() shows where the bytes are, largest first, and takes the small ones together", () => {
  const sizes = [5_000_000, 70_000_000, 10_000, 20_000, 24_970_000];
  const text = summarizeExport(anExport(sizes.map((contentSize, n) => aPackage(`p${n}`, { contentSize }))));
  const chart = shown(text.slice(text.indexOf("Where the bytes are")));
  expect(order(chart, "p1 35 MB 70 %", "p4 12.5 MB 25 %", "p0 2.5 MB 5 %", "2 others")).toEqual(
    order(chart, "p1", "p4", "p0", "2 others").toSorted((a, b) => a - b),
  );
});

test("summarizeExport() counts a shared layer once", () => {
  const packages = [aPackage("a"), aPackage("b"), aPackage("c")];
  const layer = { registry: "ocx.sh", digest: DIGEST, contentSize: 2_000_000, entryCount: 1, frameCount: 1 };
  const layers = [
    { ...layer, size: 600_000, packages: ["a", "b"] },
    { ...layer, size: 300_000, packages: ["b"] },
    { ...layer, size: 100_000, packages: ["b", "a"] },
  ];
  const bundle = aBundle(packages, { layers });
  const text = shown(summarizeExport(anExport(packages, { bundle })));
  expect(text).toContain("b aaaaaaaaaaaa 2 MB 1 MB 700 kB shared");
  expect(text).toContain("a aaaaaaaaaaaa 2 MB 700 kB shared");
  expect(text).toContain("c aaaaaaaaaaaa 2 MB 0 B");
  const chart = text.slice(text.indexOf("Where the bytes are"));
  expect(chart).toContain("a and b , shared 700 kB 70 %");
  expect(chart).toContain("b 300 kB 30 %");
});

test("summarizeExport() takes the content for a measure while nothing is packed", () => {
  const packages = [aPackage("a"), aPackage("b")];
  const layers = packages.map(aLayer).map(({ size: _size, ...layer }) => layer);
  const text = summarizeExport(anExport(packages, { bundle: aBundle(packages, { layers }) }));
  expect(shown(text)).toContain("a 2 MB 50 %");
  expect(text).not.toContain("Packed");
});

test("summarizeExport() has no chart for one package, and none for a small bundle", () => {
  const small = { contentSize: 400_000 };
  expect(summarizeExport(anExport([aPackage("a")]))).not.toContain("Where the bytes are");
  expect(summarizeExport(anExport([aPackage("a", small), aPackage("b", small)]))).not.toContain("Where the bytes are");
  expect(summarizeExport(anExport([aPackage("a"), aPackage("b")]))).toContain("Where the bytes are");
});

test("a summary says that there is a graph which GitHub would not draw", () => {
  const names = Array.from({ length: 501 }, (_, n) => `p${n}`);
  const packages = [aPackage("a", { dependencies: names }), ...names.map((name) => aPackage(name))];
  const text = summarizeExport(anExport(packages));
  expect(text).toContain("more than GitHub draws");
  expect(text).not.toContain("```mermaid");
});

test("summarizeImport() says first what went wrong, then what changed, then what the bundle is", () => {
  const text = summarizeImport(IMPORTED, aBundle([aPackage("ocx.sh/a:1")]), {
    origin: "release v1 of acme/tools",
    environment: [{ key: "A", value: "1", kind: "constant" }],
    warnings: ["left out a variable"],
  });
  const places = order(
    shown(text),
    "1 package imported",
    "the home has a mirror",
    "left out a variable",
    "ocx.sh/a:2 left as it was OCX set it",
    "1 repaired, 1 there already",
    "3 added (2 MB), 4 there already",
    "1 moved, 1 left as it was, 1 there already",
    "symlinks/a/current moved",
    "Environment of the next steps: 1 variable",
    "release v1 of acme/tools",
    `ocx-bundle verify tools.tar --digest ${DIGEST}`,
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).not.toContain("symlinks/c/current");
  expectWellFormed(text);
});

test("summarizeImport() says when there was nothing to do, and when nothing was done", () => {
  const still = summarizeImport({ ...IMPORTED, changed: false }, aBundle([]));
  expect(still).toContain("everything was there already");
  expect(still).not.toContain("What changed");
  expect(summarizeImport({ ...IMPORTED, dryRun: true }, aBundle([]))).toContain("dry run");
});

test("summarizeImport() takes tens of thousands of changes of the environment", () => {
  const environment = Array.from({ length: 40_000 }, (_, at): EnvironmentChange => {
    return { key: `V${at}`, value: "x", kind: "constant" };
  });
  expect(summarizeImport(IMPORTED, aBundle([]), { environment })).toContain("40000 variables");
});

test("summarizeImport() shows the environment as it ends up, and none that is left alone", () => {
  const environment: EnvironmentChange[] = [
    { key: "PATH", value: "/srv/ocx/packages/a/bin", kind: "path" },
    { key: "LEVEL", value: "low", kind: "constant" },
    { key: "PATH", value: "/opt/bin", kind: "path" },
    { key: "PATH", value: "/srv/ocx/packages/a/bin", kind: "path" },
    { key: "LEVEL", value: "high", kind: "constant" },
    { key: "FLAGS", value: `-${"x".repeat(50_000)}`, kind: "list" },
  ];
  const text = summarizeImport(IMPORTED, aBundle([]), { environment });
  expect(shown(text)).toContain("Environment of the next steps: 2 directories in PATH , 2 variables");
  const [first = 0, second = 0] = order(shown(text), "PATH begins with …/bin ocx.sh/a:1", "PATH begins with /opt/bin");
  expect(first).toBeLessThan(second);
  expect(shown(text)).toContain("LEVEL set to high");
  expect(text).not.toContain("low");
  expect(shown(text)).toMatch(/FLAGS ends with -x{10,30}…x{10,50} /);
  expect(text.length).toBeLessThan(10_000);
  expect(summarizeImport(IMPORTED, aBundle([]))).not.toContain("Environment");
});

test("the summary of an import has the directories that OCX itself puts on PATH, in the order of the search", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "home");
  const path = await bundleToolbox(directory);
  const result = await importFile(path, home);
  const bundle = await inspectBundle({ source: { kind: "file", path } }, surroundings());
  const { packages: identifiers, GITHUB_PATH } = TOOLBOX.target.ci_github_together;
  const variables = { GITHUB_PATH: join(directory, "path"), GITHUB_ENV: join(directory, "env") };
  for (const file of Object.values(variables)) writeFileSync(file, "");
  const subject = { kind: "packages", identifiers } as const;
  const wish = { subject, home, format: "github", platform: "linux/amd64+libc.glibc" } as const;
  const { entries, warnings } = await showEnvironment(wish, surroundings({ variables }), listener());

  const text = summarizeImport(result, bundle, { environment: entries, warnings });
  const rows = text.matchAll(/<code>PATH<\/code><\/td><td>begins with<\/td><td><code[^>]* title="([^"]*)"/g);
  const lines = GITHUB_PATH.replaceAll(TOOLBOX.target_home, home).trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(Array.from(rows, ([, value]) => value)).toEqual(lines.toReversed());
  expectWellFormed(text);
});

test("the summary of an import has nothing that the runner could not take", async () => {
  const directory = temporaryDirectory();
  const [path, home] = [join(directory, "bundle.tar"), join(directory, "home")];
  const builder = buildHome(join(directory, "source"));
  const env = [
    { key: "GOOD", type: "constant", value: "1", visibility: "public" },
    { key: "NO-NAME", type: "constant", value: "2", visibility: "public" },
    { key: "PATH", type: "path", value: "/opt\n/evil", visibility: "public" },
  ];
  const leaf = builder.leaf("ocx.sh", { config: { env } });
  builder.tags("ocx.sh", "tool", { "1": builder.index("ocx.sh", [{ leaf, platform: ANY }]) });
  const identifiers = ["ocx.sh/tool:1"];
  await exportToolbox(builder.path, path, { declaration: { kind: "packages", identifiers } });
  const result = await importFile(path, home);

  const variables = { GITHUB_PATH: join(directory, "path"), GITHUB_ENV: join(directory, "env") };
  const wish = { subject: { kind: "packages", identifiers }, home, format: "github" } as const;
  const { entries, warnings } = await showEnvironment(wish, surroundings({ variables }), listener());
  expect(readFileSync(variables.GITHUB_ENV, "utf8")).toBe("GOOD=1\n");
  expect(readFileSync(variables.GITHUB_PATH, "utf8")).toBe("");
  const text = shown(summarizeImport(result, aBundle([]), { environment: entries, warnings }));
  expect(text).toContain("Environment of the next steps: 1 variable");
  expect(text).toContain("GOOD set to 1");
  expect(text).toContain("Warnings (2)");
});

test("summarizeMiss() names the key, and what the job does without a bundle", () => {
  const text = summarizeMiss("ocx-<b>");
  expect(text).toContain("<code>ocx-&#60;b&#62;</code>");
  expect(text).toContain("The job goes on");
  expectWellFormed(text);
});

test("a summary takes text from a bundle as text", () => {
  const evil = aPackage(EVIL, { platform: EVIL, dependencies: ["b", EVIL, EVIL, EVIL, EVIL, EVIL], contentSize: 1e9 });
  const packages = [evil, aPackage("b", { dependencies: [EVIL] })];
  const bundle = { ...aBundle(packages), name: EVIL, digest: EVIL, project: { declarationHash: "", groups: [EVIL] } };
  const sent = { ...SENT, name: EVIL, names: [EVIL, `${EVIL}.sha256`], fileDigest: EVIL, url: `https://x/"${EVIL}` };
  const result: ImportResult = {
    ...IMPORTED,
    home: EVIL,
    packages: [{ identifier: EVIL, digest: EVIL, path: EVIL, status: "added" }],
    links: [{ path: EVIL, status: "moved" }],
    conflicts: [{ identifier: EVIL, status: "kept", reason: EVIL }],
    warnings: [EVIL],
  };
  const environment: EnvironmentChange[] = [{ key: EVIL, value: EVIL, kind: "constant" }];
  for (const text of [
    summarizeExport(anExport([], { bundle, warnings: [EVIL], home: EVIL }), sent),
    summarizeExport(anExport([], { bundle, file: EVIL })),
    summarizeImport(result, bundle, { origin: EVIL, file: EVIL, environment, warnings: [EVIL] }),
    summarizeMiss(EVIL),
  ]) {
    expectWellFormed(text);
    expect(text.replaceAll(/^```\w+\n[^]*?\n```$/gm, "")).not.toMatch(/<img|alert\('|"alert/);
    expect(text).not.toMatch(/[\u2028\u202E]/);
    expect(text).not.toMatch(/^(::|# Big)/m);
    expect(shown(text)).toContain("::error::|[U+202E]gpj");
  }
});

test("a summary gives GitHub no mention, no emoji and no reference to make of a sentence", () => {
  const text = summarizeImport(
    { ...IMPORTED, warnings: ["ask @octocat :tada: about #12, it's in https://x.example"] },
    aBundle([]),
  );
  expect(text).not.toMatch(/@octocat|:tada:|#12|https:\/\//);
  expect(text.replaceAll("<wbr>", "")).toContain("ask @octocat :tada: about #12, it&#39;s in https://x.example");
});

test("a command that verifies is one that a shell takes word for word", () => {
  const text = summarizeImport(IMPORTED, aBundle([]), { file: "-it's $(here).tar" });
  expect(text).toContain(`\nocx-bundle verify './-it'\\''s $(here).tar' --digest ${DIGEST}\n`);
});

test("a long list is folded, a short one is not", () => {
  const packages = (count: number): PackageSummary[] => Array.from({ length: count }, (_, n) => aPackage(`p${n}`));
  expect(summarizeExport(anExport(packages(20)))).not.toContain("<details>");
  expect(summarizeExport(anExport(packages(21)))).toContain("<details><summary><b>Packages (21)</b></summary>");
});

test("a summary stays below the runner's limit, and says what it leaves out", () => {
  const packages = Array.from({ length: 20_000 }, (_, n) => aPackage(`ocx.sh/vendor/tool-with-a-name-${n}:1.2.3`));
  const text = summarizeExport(anExport(packages, { warnings: packages.map(({ identifier }) => identifier) }));
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  const rows = text.match(/<tr><td><b>/g)?.length ?? 0;
  expect(rows).toBeGreaterThan(900);
  expect(text).toContain(`… and ${packages.length - rows} more`);
  // What stands behind the endless lists is there all the same.
  expect(text).toContain(`ocx-bundle verify /t/tools.tar --digest ${DIGEST}`);
  expectWellFormed(text);
});
