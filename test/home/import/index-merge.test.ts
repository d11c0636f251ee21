import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { formatObserved } from "../../../src/home/plan/index-merge.ts";
import { buildHome, type HomeBuilder } from "../../fixtures/home.ts";
import { carryPackages, importInto, scratch } from "../../fixtures/import.ts";

const REGISTRY = "reg.example";
const ROOT = `index/${REGISTRY}/p/tools/tool.json`;
const CATALOG = `index/${REGISTRY}/c/index.json`;
const CONFIG = `index/${REGISTRY}/config.json`;
const OURS = `sha256:${"7".repeat(64)}`;
/** What the fixture gives as the time of each import. */
const NOW = "2026-11-21T08:00:00.123000000+00:00";

const place = scratch();
afterAll(() => place.remove());

let source: HomeBuilder;
let home = "";
let leaf = "";
let count = 0;
beforeEach(() => {
  count += 1;
  home = join(place.path, `home-${count}`);
  source = buildHome(join(place.path, `source-${count}`));
  leaf = source.leaf(REGISTRY, { layers: { layer: { file: "x" } } });
});

/** The published form of a document in plain ASCII. */
function python(text: string): string {
  return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
}

/** As a publisher's index has it. */
function publish(builder: HomeBuilder, root: string): void {
  builder.write(ROOT, python(root));
  builder.write(CONFIG, '{\n  "format_version": 1\n}\n');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const read = (path: string): string => readFileSync(join(home, path), "utf8");
const sha256 = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

async function bring(...tags: readonly string[]): Promise<void> {
  await importInto(home, await carryPackages(source.path, ...tags.map((tag) => `${REGISTRY}/tools/tool:${tag}`)));
}

test("a derived document comes with the time of this import, sorted, and without a newline", async () => {
  source.tags(REGISTRY, "tools/tool", { "9": leaf, "10": leaf, "2": leaf });
  await bring("9", "10");
  const entry = (tag: string): string =>
    `    "${tag}": {\n      "content": "${leaf}",\n      "observed": "${NOW}"\n    }`;
  expect(read(ROOT)).toBe(
    `{\n  "repository": "oci://${REGISTRY}/tools/tool",\n  "tags": {\n${entry("10")},\n${entry("9")}\n  }\n}`,
  );
  expect(existsSync(join(home, CATALOG))).toBe(false);
  expect(existsSync(join(home, CONFIG))).toBe(false);
});

test("a tag goes to its place in a derived document; what is there keeps its time and its fields", async () => {
  source.tags(REGISTRY, "tools/tool", { "5": leaf });
  write(
    ROOT,
    `{\n  "repository": "oci://${REGISTRY}/tools/tool",\n  "extra": 1.50,\n  "tags": {\n    "9": {\n      "content": "${OURS}",\n      "more": [],\n      "observed": "2020-01-01T00:00:00+00:00"\n    }\n  }\n}`,
  );
  await bring("5");
  expect(read(ROOT)).toBe(
    `{\n  "repository": "oci://${REGISTRY}/tools/tool",\n  "extra": 1.5,\n  "tags": {\n    "5": {\n      "content": "${leaf}",\n      "observed": "${NOW}"\n    },\n    "9": {\n      "content": "${OURS}",\n      "more": [],\n      "observed": "2020-01-01T00:00:00+00:00"\n    }\n  }\n}`,
  );
});

test("a published document comes as it was published, with its catalog and format", async () => {
  // From python3: json.dumps(..., indent=2, ensure_ascii=True), and a newline.
  const root = String.raw`{
  "name": "tools/tool",
  "repository": "oci://far.example/x",
  "note": "\u00e4\ud83d\ude00\u007f",
  "tags": {
    "10": {
      "content": "LEAF",
      "observed": "2026-08-01T00:00:00Z",
      "z": 1
    },
    "9": {
      "content": "LEAF"
    }
  }
}
`.replaceAll("LEAF", leaf);
  source.write(ROOT, root);
  source.write(CONFIG, '{"format_version": 1}');
  await bring("10");
  const cut = root.replace(/\},\n {4}"9".*?\}/s, "}");
  expect(read(ROOT)).toBe(cut);
  expect(read(CATALOG)).toBe(
    `{\n  "format_version": 1,\n  "packages": {\n    "tools/tool": "${sha256(cut)}"\n  }\n}\n`,
  );
  expect(read(CONFIG)).toBe('{\n  "format_version": 1\n}\n');
});

test("a published document stays as it was published, also where the index has neither catalog nor format", async () => {
  const root = python(
    `{"name":"tools/tool","repository":"oci://far.example/x","tags":{"1":{"content":"${leaf}","observed":"2026-08-01T00:00:00Z"}}}`,
  );
  source.write(ROOT, root);
  await bring("1");
  expect(read(ROOT)).toBe(root);
  expect(existsSync(join(home, CATALOG))).toBe(false);
  expect(existsSync(join(home, CONFIG))).toBe(false);
});

test("a tag that was published without a time gets none", async () => {
  publish(source, `{"repository":"oci://far.example/x","tags":{"1":{"content":"${leaf}"}}}`);
  await bring("1");
  expect(JSON.parse(read(ROOT)).tags).toEqual({ "1": { content: leaf } });
});

test("a tag is appended to a published document, and the catalog follows; a stale etag goes", async () => {
  publish(source, `{"name":"theirs","repository":"oci://far.example/x","tags":{"1":{"content":"${leaf}"}}}`);
  const ours = python(
    `{"name":"ours","repository":"oci://other.example/x","tags":{"5":{"content":"${OURS}"}},"last":true}`,
  );
  write(ROOT, ours);
  write(
    CATALOG,
    python(`{"format_version": 1, "packages": {"a/b": "${OURS}", "tools/tool": "${sha256(ours)}"}, "more": 2}`),
  );
  write(`${CATALOG}.etag`, '"x"');
  await bring("1");
  const root = JSON.parse(read(ROOT));
  expect({ name: root.name, repository: root.repository, last: root.last }).toEqual({
    name: "ours",
    repository: "oci://other.example/x",
    last: true,
  });
  expect(read(ROOT).indexOf('"5"')).toBeLessThan(read(ROOT).indexOf('"1"'));
  expect(JSON.parse(read(CATALOG))).toEqual({
    format_version: 1,
    packages: { "a/b": OURS, "tools/tool": sha256(read(ROOT)) },
    more: 2,
  });
  expect(existsSync(join(home, `${CATALOG}.etag`))).toBe(false);
});

// OCX, `wire.rs::CatalogDocument`: it cannot read these. What it then asks the network for would be found here.
test.each([
  ["without a format", { packages: { "a/b": OURS } }],
  ["with a format that is no number", { format_version: "1", packages: { "a/b": OURS } }],
  ["of packages that are a list", { format_version: 1, packages: ["a/b"] }],
  ["of a package without a digest", { format_version: 1, packages: { "a/b": null } }],
])("a catalog %s is written again", async (_, catalog) => {
  publish(source, `{"repository":"oci://far.example/x","tags":{"1":{"content":"${leaf}"}}}`);
  write(CONFIG, '{\n  "format_version": 1\n}\n');
  write(CATALOG, JSON.stringify(catalog));
  await bring("1");
  expect(JSON.parse(read(CATALOG))).toEqual({ format_version: 1, packages: { "tools/tool": sha256(read(ROOT)) } });
});

test("the etag stays when the catalog does", async () => {
  publish(source, `{"repository":"oci://far.example/x","tags":{"1":{"content":"${leaf}"}}}`);
  await bring("1");
  write(`${CATALOG}.etag`, '"x"');
  await bring("1");
  expect(read(`${CATALOG}.etag`)).toBe('"x"');
});

test("an index that OCX derived here does not become a published one", async () => {
  publish(source, `{"repository":"oci://far.example/x","tags":{"1":{"content":"${leaf}"}}}`);
  write(ROOT, `{\n  "repository": "oci://${REGISTRY}/tools/tool",\n  "tags": {}\n}`);
  await bring("1");
  expect(read(ROOT).endsWith("}")).toBe(true);
  expect(existsSync(join(home, CATALOG))).toBe(false);
  expect(existsSync(join(home, CONFIG))).toBe(false);
});

test.each([
  ["is no JSON", "{"],
  ["has no repository", '{"tags": {}}'],
  ["has a tag without a digest", '{"repository": "oci://a.b/c", "tags": {"x": {"content": "latest"}}}'],
])("a root document here that %s is not merged into, and nothing is touched", async (_, text) => {
  source.tags(REGISTRY, "tools/tool", { "1": leaf });
  write(ROOT, text);
  await expect(bring("1")).rejects.toMatchObject({
    code: "DOCUMENT_INVALID",
    message: expect.stringContaining(ROOT),
    hint: expect.stringContaining("delete the file"),
  });
  expect(read(ROOT)).toBe(text);
  expect(existsSync(join(home, "blobs"))).toBe(false);
  rmSync(join(home, ROOT));
  await bring("1");
  expect(Object.keys(JSON.parse(read(ROOT)).tags)).toEqual(["1"]);
});

test("a format that this version does not know is not merged into", async () => {
  source.tags(REGISTRY, "tools/tool", { "1": leaf });
  write(CONFIG, '{"format_version": 2}');
  await expect(bring("1")).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

test("times have nine digits and an offset", () => {
  expect(formatObserved(new Date("2026-08-12T09:30:00.123Z"))).toBe("2026-08-12T09:30:00.123000000+00:00");
});
