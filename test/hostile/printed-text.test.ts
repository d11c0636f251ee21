import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DocumentChanges, handMadeBundle, type Texts } from "../fixtures/hand-made-bundle.ts";
import type { Document } from "../fixtures/layout.ts";
import type { Run, Runs } from "../fixtures/print-everything.ts";
import { makeFiles } from "../fixtures/runner/file-commands.ts";
import { readLog } from "../fixtures/runner/workflow-commands.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";
import { texts as fieldsOf, member, members, readAction } from "../fixtures/workflow-parser.ts";

// The runner of a job obeys what is printed: `::command::` where a line begins, `##[command]` anywhere in one. A terminal
// obeys control characters, and a reader is misled by what he does not see.

/** Texts that no name may be. The first could be one where only control characters are refused. */
const NASTY = {
  commands: "::add-mask::e##[add-mask]e",
  tricks: [
    "a\n::add-mask::e\r::add-mask::e\r\n\t ::add-mask::e\u2028::add-mask::e\u0085::add-mask::e\u000b##[add-mask]e",
    "\u202egpj\u2066\u200b\u00ad\u{e0041}\u3164\u001b[2J\u009b1m\u007f\b##\u202e[add-mask]e",
  ].join(""),
} as const;

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\u3164]/u;

interface Place {
  readonly name: string;
  readonly make: (text: string) => Buffer;
}

const texts = (name: string, make: (text: string) => Texts): Place => ({
  name,
  make: (text) => handMadeBundle(make(text)),
});

const documents = (name: string, make: (text: string) => DocumentChanges): Place => ({
  name,
  make: (text) => handMadeBundle({}, make(text)),
});

const variable = (name: string, make: (text: string) => object): Place =>
  documents(name, (text) => ({
    metadata: (metadata) =>
      metadata.env.push({ key: "KEY", type: "constant", value: "1", visibility: "public", ...make(text) }),
  }));

const metadata = (name: string, key: string, make: (text: string) => unknown): Place =>
  documents(name, (text) => ({ metadata: (document: Document) => (document[key] = make(text)) }));

const DIGEST = `sha256:${"0".repeat(64)}`;

const PLACES: readonly Place[] = [
  texts("the identifier of a root", (identifier) => ({ identifier })),
  texts("the registry", (registry) => ({ registry: registry.replaceAll("/", "_") })),
  texts("the repository", (repository) => ({ repository })),
  texts("the tag", (tag) => ({ tag })),
  texts("the name of the bundle", (name) => ({ name })),
  texts("a path in a layer", (path) => ({ path })),
  texts("a path in a layer that leaves it", (path) => ({ path: `../${path}` })),
  texts("the target of a link that leaves its layer", (target) => ({ target: `../../${target}` })),
  texts("the path of a document", (path) => ({ document: `ocx/index/${path}` })),
  texts("a path beside the home", (document) => ({ document })),
  documents("oci-layout", (layout) => ({ layout })),
  documents("the media type of a manifest", (text) => ({ index: (index) => (index.manifests[0].mediaType = text) })),
  documents("the digest of a manifest", (text) => ({ index: (index) => (index.manifests[0].digest = text) })),
  documents("the artifact type", (text) => ({ manifest: (manifest) => (manifest.artifactType = text) })),
  documents("the media type of a layer", (text) => ({ manifest: (manifest) => (manifest.layers[1].mediaType = text) })),
  documents("a feature", (text) => ({ config: (config) => config.requires.push(text) })),
  documents("the system", (text) => ({ config: (config) => (config.platform.os = text) })),
  documents("a feature of the platform", (text) => ({ config: (config) => config.platform.features.push(text) })),
  documents("the platform of a package", (text) => ({ config: (config) => (config.packages[0].platform = text) })),
  documents("the registry of a source", (text) => ({ config: (config) => (config.sources[0].registry = text) })),
  documents("who declared a root", (text) => ({ config: (config) => (config.roots[0].declaredBy = text) })),
  documents("the name of a tool", (text) => ({ config: (config) => (config.roots[0].name = text) })),
  documents("a group of a tool", (text) => ({ config: (config) => (config.roots[0].groups = [text]) })),
  documents("a group of the project", (text) => ({
    config: (config) => (config.project = { declarationHash: DIGEST, groups: [text] }),
  })),
  documents("the system in an image index", (text) => ({
    imageIndex: (index) => (index.manifests[0].platform.os = text),
  })),
  documents("the media type of an offer", (text) => ({ imageIndex: (index) => (index.manifests[0].mediaType = text) })),
  documents("the digest of a layer of OCX", (text) => ({ leaf: (leaf) => (leaf.layers[0].digest = text) })),
  documents("the prefix of a layer of OCX", (text) => ({
    leaf: (leaf) => (leaf.layers[0].annotations = { "sh.ocx.layer.prefix": text }),
  })),
  documents("the vendor, the license and the source of a package", (text) => ({
    leaf: (leaf) =>
      (leaf.annotations = Object.fromEntries(
        ["vendor", "licenses", "source"].map((name) => [`org.opencontainers.image.${name}`, text]),
      )),
  })),
  documents("the repository of the index", (text) => ({ rootDocument: (root) => (root.repository = text) })),
  documents("a tag of the index", (text) => ({ rootDocument: (root) => (root.tags[text] = { content: text }) })),
  variable("the name of a variable", (key) => ({ key })),
  variable("a value", (value) => ({ value })),
  variable("a value with a NUL character", (value) => ({ value: `${value}\0` })),
  variable("a token in a value", (text) => ({ value: `\${${text}}` })),
  variable("a directory of PATH", (text) => ({ key: "PATH", type: "path", value: `\${installPath}/${text}` })),
  variable("a path that must exist", (value) => ({ type: "path", required: true, value })),
  variable("the type of a variable", (type) => ({ type })),
  variable("the visibility of a variable", (visibility) => ({ visibility })),
  variable("a separator", (separator) => ({ type: "list", separator, value: `x${separator}` })),
  metadata("the type of a package", "type", (text) => text),
  metadata("an entrypoint", "entrypoints", (text) => ({ [text]: {} })),
  metadata("the command of an entrypoint", "entrypoints", (text) => ({ tool: { command: text } })),
  metadata("a binary", "binaries", (text) => [text]),
  metadata("an integration", "integrations", (text) => ({ [text]: { [text]: text } })),
  metadata("a dependency", "dependencies", (text) => [{ identifier: text }]),
  metadata("the registry of a dependency", "dependencies", (text) => [{ identifier: `${text}.x/a/b@${DIGEST}` }]),
  metadata("the tag of a dependency", "dependencies", (text) => [{ identifier: `reg.test/a/b:${text}@${DIGEST}` }]),
  metadata("the name of a dependency", "dependencies", (text) => [{ identifier: `a.b/c@${DIGEST}`, name: text }]),
];

/** What a run printed on both of its streams. */
interface Printed {
  readonly exitCode: number;
  readonly output: string;
}

/** Neither a crash nor a character, a line or a command that is not ours. */
function expectHarmless({ exitCode, output }: Printed, what: string): void {
  expect(exitCode, `${what}: ${output}`).not.toBe(70);
  expect(output, what).not.toMatch(/##\[|\bINTERNAL\b/);
  expect(output, what).not.toMatch(/(?:^|[\r\n])\s*::(?!(?:group|endgroup|error|warning)\b)/);
  // A text for a shell has each value as it is: the shell is what reads it.
  expect(what.endsWith(": env") ? "" : output.replaceAll("\n", ""), what).not.toMatch(UNSEEN);
  const masks = new Set<string>();
  const { log } = readLog(output, masks);
  expect([...masks], `${what}: ${log}`).toEqual([]);
}

const root = mkdtempSync(join(tmpdir(), "ocx-bundle-hostile-"));
afterAll(() => rmSync(root, { recursive: true }));

/** What the runner sets where a workflow gives no input. */
const DEFAULTS = members(member(readAction("import/action.yml"), "inputs")).map(([name, about]) => {
  const value = fieldsOf(about)["default"] ?? "";
  return [`INPUT_${name.toUpperCase()}`, value.includes("${{") ? "" : value] as const;
});

const CASES = PLACES.flatMap((where) => Object.entries(NASTY).map(([kind, text]) => ({ ...where, kind, text })));

/** Every command that reads a bundle, and the action, for one case. */
function runsOf(name: string, bytes: Buffer): Run[] {
  const directory = mkdtempSync(join(root, "case-"));
  const bundle = join(directory, "kit.tar");
  const home = join(directory, "home");
  writeFileSync(bundle, bytes);
  const variables = {
    ...Object.fromEntries(DEFAULTS),
    ...FILES,
    INPUT_FILE: bundle,
    INPUT_HOME: join(directory, "home-of-action"),
    RUNNER_TEMP: directory,
  };
  const after = `${name}: import`;
  return [
    { name: `${name}: action`, variables },
    { name: after, words: ["import", bundle, "--home", home] },
    { name: `${name}: verify`, words: ["verify", bundle] },
    { name: `${name}: inspect`, words: ["inspect", bundle] },
    { name: `${name}: inspect --json`, words: ["inspect", bundle, "--json"], after },
    { name: `${name}: manifest`, words: ["manifest", bundle], after },
    { name: `${name}: sbom`, words: ["sbom", bundle], after },
    { name: `${name}: sbom --format spdx`, words: ["sbom", bundle, "--format", "spdx"], after },
    { name: `${name}: env`, words: ["env", "--bundle", bundle, "--home", home], after },
    {
      name: `${name}: env --format json`,
      words: ["env", "--bundle", bundle, "--home", home, "--format", "json"],
      after,
    },
  ];
}

const HONEST = "an honest bundle";
const BEGIN = "=====> ";
const END = "<===== ";
const FILES = makeFiles(root);

/** What each run printed, by its name. */
const printed = new Map<string, Printed>();

beforeAll(() => {
  const cases = CASES.map(({ name, kind, make, text }) => runsOf(`${name}, ${kind}`, make(text)));
  const honest = runsOf(HONEST, handMadeBundle({ path: "é", target: "é" }));
  const runs: Runs = { runs: [...honest, ...cases.flat()], begin: BEGIN, end: END };
  writeFileSync(join(root, "runs.json"), JSON.stringify(runs));
  const output = openSync(join(root, "output"), "w");
  // One file for both streams keeps their order.
  const { status } = spawnSync(NODE, [resolve("test/fixtures/print-everything.ts"), join(root, "runs.json")], {
    env: { ...MACHINE, HOME: "/nonexistent", GITHUB_ACTIONS: "true" },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const text = readFileSync(join(root, "output"), "utf8");
  if (status !== 0) throw new Error(`The runs broke off: ${text.slice(-2000)}`);
  for (const part of text.split(BEGIN).slice(1)) {
    const [rest = "", exitCode] = part.split(END);
    const end = rest.indexOf("\n");
    printed.set(rest.slice(0, end), { exitCode: Number(exitCode), output: rest.slice(end + 1) });
  }
});

test("the bundle that the others are made of is an honest one", () => {
  const codes = [...printed].filter(([run]) => run.startsWith(HONEST)).map(([, { exitCode }]) => exitCode);
  expect(codes).toEqual(Array.from({ length: 10 }, () => 0));
});

test.each(CASES)("$name is harmless with $kind, whatever prints it", ({ name, kind }) => {
  const runs = [...printed].filter(([run]) => run.startsWith(`${name}, ${kind}: `));
  expect(runs.length).toBeGreaterThanOrEqual(4);
  for (const [run, result] of runs) expectHarmless(result, run);
});

test("no text of a bundle gets into what an action leaves for the runner but as it is meant", () => {
  const read = (name: string): string => readFileSync(FILES[name] ?? "", "utf8");
  expect(read("GITHUB_ENV")).toContain("OCX_HOME");
  expect(read("GITHUB_ENV")).not.toContain("\0");
  expect(read("GITHUB_PATH")).not.toMatch(/^[^/]/m);
  expect(read("GITHUB_STEP_SUMMARY")).toContain("reg.test/acme/x");
  expect(read("GITHUB_STEP_SUMMARY").replaceAll("\n", "")).not.toMatch(UNSEEN);
});
