import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectClosure } from "../../../src/home/closure/closure.ts";
import { collectDocuments } from "../../../src/home/closure/store-documents.ts";
import { openHome } from "../../../src/home/model/open-home.ts";
import { readProject } from "../../../src/home/project/project.ts";
import { type Declared, resolvePackages } from "../../../src/home/resolve/resolve-packages.ts";
import { parsePlatform } from "../../../src/oci/platform.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { goldenCase, goldenProject, unpackGolden } from "../../fixtures/golden.ts";
import { AMD64, ANY, buildHome, type HomeBuilder } from "../../fixtures/home.ts";
import { describeTree, sha256 } from "../../fixtures/tree.ts";

const HOST = parsePlatform("linux/amd64+libc.glibc");
const facts = goldenCase("toolbox");

test("what travels of a golden home are its own blobs and dispatch objects, byte for byte, without what is not exported", async () => {
  const path = golden();
  const documents = await collect(path, installs());
  const files = [...describeTree(path, ["blobs", "index"])]
    .filter(([, about]) => about.startsWith("file"))
    .map(([name]) => name);
  const unexported = await collect(path, named(...facts.not_exported));
  const only = [...unexported.keys()].filter((name) => !documents.has(name));
  expect(only).toHaveLength(4);
  expect([...documents.keys()]).toEqual(files.filter((name) => !only.includes(name)).toSorted());
  const exact = [...documents].filter(([name]) => name.startsWith("blobs/") || name.includes("/o/sha256/"));
  for (const [name, text] of exact) expect(text).toBe(readFileSync(join(path, name), "utf8"));
});

test("root documents say what they said, but for the tag order and the time that a home learned of a tag", async () => {
  const path = golden();
  const documents = await collect(path, installs());
  const roots = [...documents].filter(([name]) => name.includes("/p/") && !name.includes("/o/sha256/"));
  expect(roots).toHaveLength(9);
  for (const [name, text] of roots) {
    const theirs = JSON.parse(readFileSync(join(path, name), "utf8"));
    if (!name.startsWith("index/ocx.sh/"))
      for (const tag of Object.values<{ observed?: string }>(theirs.tags)) delete tag.observed;
    expect(JSON.parse(text)).toEqual(theirs);
  }
  // Numbers as tags stay in the order of their bytes.
  expect(documents.get("index/localhost_5000/p/tools/odd.json")?.match(/"\d+"(?=: \{)/g)).toEqual([
    '"10"',
    '"2"',
    '"9"',
  ]);
  expect(documents.get("index/ocx.sh/p/acme/hello.json")?.match(/"[\d.]+"(?=: \{)/g)).toEqual([
    '"1"',
    '"1.0.0"',
    '"2.0.0"',
  ]);
});

test("a repository is cut to the tags that were asked for", async () => {
  const documents = await collect(golden(), named("acme/hello:1.0.0", "localhost:5000/tools/odd:9"));
  expect(Object.keys(JSON.parse(documents.get("index/ocx.sh/p/acme/hello.json") ?? "").tags)).toEqual(["1.0.0"]);
  expect(documents.get("index/localhost_5000/p/tools/odd.json")).toBe(`{
  "repository": "oci://localhost:5000/tools/odd",
  "tags": {
    "9": {
      "content": "sha256:bd3e7a554f749c5f37d20334cc80b9049c7ff86adf5b5ef23edd4a3f572ca262"
    }
  }
}`);
  const catalog = JSON.parse(documents.get("index/ocx.sh/c/index.json") ?? "");
  expect(catalog).toEqual({
    format_version: 1,
    packages: { "acme/hello": `sha256:${sha256(documents.get("index/ocx.sh/p/acme/hello.json") ?? "")}` },
  });
});

// Bytes and digests of the index documents that OCX 0.5.8 wrote for the same tag.
test("documents of a published index have the very bytes that OCX writes", async () => {
  const builder = buildHome(join(temporaryDirectory(), ".ocx"));
  const leaf = builder.leaf("ocx.sh");
  const content = "sha256:46f31864b0d10abaffee1a20cb47364e79dce8b0c346983c33bb0b42966c91e9";
  const root = (tags: object): string =>
    JSON.stringify({ name: "acme/hello", repository: "oci://ghcr.io/acme/hello", tags });
  const tag = { content, observed: "2026-08-01T00:00:00Z" };
  builder.write("index/ocx.sh/p/acme/hello.json", root({ "2.0.0": { ...tag, content: leaf }, "1.0.0": tag }));
  builder.write("index/ocx.sh/c/index.json", "{}");
  const home = await openHome(builder.path);
  const place = { registry: "ocx.sh", repository: "acme/hello" };
  const roots = [
    { ...place, identifier: "ocx.sh/acme/hello:1.0.0", tag: "1.0.0", leaf, current: false, declaredBy: "identifier" },
  ] as const;
  const documents = await textsOf(home.read, await collectClosure(home.read, roots, HOST));
  const cut = documents.get("index/ocx.sh/p/acme/hello.json") ?? "";
  expect(cut).toHaveLength(242);
  expect(sha256(cut)).toBe("a1d70110606c7fc1b28de4761988fe29e0d7a176b4726a23e80eb2b969806423");
  expect(documents.get("index/ocx.sh/c/index.json")).toBe(
    '{\n  "format_version": 1,\n  "packages": {\n    "acme/hello": "sha256:a1d70110606c7fc1b28de4761988fe29e0d7a176b4726a23e80eb2b969806423"\n  }\n}\n',
  );
  expect(documents.get("index/ocx.sh/config.json")).toBe('{\n  "format_version": 1\n}\n');
});

test("a project brings no tags, but the image indexes that its tools' dependencies are pinned to", async () => {
  const project = await readProject(join(goldenProject("toolbox"), "ocx.toml"));
  const locked = await collect(golden(), { kind: "project", project, groups: [] });
  expect([...locked.keys()].filter((name) => name.startsWith("index/"))).toEqual([]);
  const digest = "@sha256:f8751f05444e9a0d91a9c34275aae39161a9459b5938e89974b011d2a3387c71";
  const pinned = await collect(golden(), named(`acme/build-kit${digest}`, `acme/build-kit:3${digest}`));
  expect([...pinned.keys()].filter((name) => name.startsWith("index/"))).toEqual([
    "index/ocx.sh/p/acme/jdk/o/sha256/7269fc1cc12873040a7a2212d523e873403f1cd6904d3320ea9e0fd4396f7009.json",
  ]);
});

test("an image index lies under each repository that refers to it, and as a blob even if the home has none", async () => {
  const builder = buildHome(join(temporaryDirectory(), ".ocx"));
  const lib = builder.leaf("ocx.sh");
  const document = { schemaVersion: 2, manifests: [{ mediaType: "m", digest: lib, size: 1, platform: ANY }] };
  const index = builder.dispatch("ocx.sh", "acme/lib", document);
  const identifier = `ocx.sh/acme/lib@${index}`;
  const tool = builder.leaf("ocx.sh", { config: { dependencies: [{ identifier }] } });
  const documents = await collect(builder.path, named(`acme/tool@${tool}`));
  const names = [...documents.keys()].filter((name) => documents.get(name) === JSON.stringify(document));
  const [, hex = ""] = index.split(":");
  expect(names).toEqual([
    `blobs/ocx.sh/sha256/${hex.slice(0, 2)}/${hex.slice(2, 32)}/data`,
    `index/ocx.sh/p/acme/lib/o/sha256/${hex}.json`,
  ]);
});

test("a link that the index does not know travels without index documents", async () => {
  const builder = buildHome(join(temporaryDirectory(), ".ocx"));
  const leaf = builder.leaf("ocx.sh");
  builder.tags("ocx.sh", "acme/a", { "1": `sha256:${"0".repeat(64)}` });
  builder.link("ocx.sh", "acme/a/candidates/1", leaf);
  const documents = await collect(builder.path, { kind: "all" });
  expect([...documents.keys()].every((name) => name.startsWith("blobs/"))).toBe(true);
});

test("two homes with the same packages give the same documents, whatever was installed first and when", async () => {
  const one = buildHome(join(temporaryDirectory(), ".ocx"));
  const two = buildHome(join(temporaryDirectory(), "elsewhere"));
  fill(one, ["v1", "v10", "v2"], "2026-01-01T00:00:00.000000001+00:00");
  two.leaf("ocx.sh", { config: { strip_components: 7 } });
  fill(two, ["v2", "old", "v10", "v1"], "2027-07-07T00:00:00.000000007+00:00");
  const declared = named("localhost:5000/a:v1", "localhost:5000/a:v2", "localhost:5000/a:v10");
  const documents = await collect(one.path, declared);
  expect(await collect(two.path, declared)).toEqual(documents);
  expect(documents.size).toBeGreaterThan(3);
});

test("no document names a place of the machine that it comes from", async () => {
  const path = golden();
  for (const text of (await collect(path, { kind: "all" })).values()) {
    expect(text).not.toContain(facts.source_home);
    expect(text).not.toContain(path);
  }
});

function fill(builder: HomeBuilder, tags: readonly string[], observed: string): void {
  const leaf = builder.leaf("localhost:5000", { layers: { tree: { a: "b" } } });
  const index = builder.index("localhost:5000", [{ leaf, platform: AMD64 }]);
  const entries = Object.fromEntries(tags.map((tag) => [tag, tag === "old" ? leaf : index]));
  builder.tags("localhost:5000", "a", entries, { tag: { observed } });
}

function golden(): string {
  return unpackGolden("toolbox", "source", temporaryDirectory());
}

function installs(): Declared {
  return named(...facts.installs.map(({ identifier }) => identifier));
}

function named(...identifiers: readonly string[]): Declared {
  return { kind: "packages", identifiers, defaultRegistry: "ocx.sh" };
}

async function collect(path: string, declared: Declared): Promise<Map<string, string>> {
  const home = await openHome(path);
  const { roots } = await resolvePackages(home, declared, HOST);
  return textsOf(home.read, await collectClosure(home.read, roots, HOST));
}

async function textsOf(...given: Parameters<typeof collectDocuments>): Promise<Map<string, string>> {
  const documents = await collectDocuments(...given);
  return new Map(documents.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));
}
