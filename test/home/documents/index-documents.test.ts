import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  isPublished,
  readBlob,
  readReferenced,
  readRootDocument,
} from "../../../src/home/documents/index-documents.ts";
import { openHome } from "../../../src/home/model/open-home.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { buildHome, digestOfText } from "../../fixtures/home.ts";

const PLACE = { registry: "ocx.sh", repository: "acme/tool" };
const D = digestOfText("content");

test("readRootDocument() gives the tags with everything else left as it is", async () => {
  const { home, builder } = await open();
  builder.tags(
    "ocx.sh",
    "acme/tool",
    { "1": D, "10": D },
    { location: "oci://ghcr.io/x/y", fields: { custom: { "9": 1, "2": 2 } } },
  );
  const root = await readRootDocument(home.read, PLACE);
  expect(root?.repository).toBe("oci://ghcr.io/x/y");
  expect(root?.tags).toEqual(
    new Map([
      ["1", { content: D, yanked: false }],
      ["10", { content: D, yanked: false }],
    ]),
  );
  expect(root?.yanked).toBe(false);
  expect(await readRootDocument(home.read, { ...PLACE, repository: "acme/other" })).toBeUndefined();
});

test("a tag and a whole repository can be withdrawn; a deprecated one is fine", async () => {
  const { home, builder } = await open();
  builder.tags("ocx.sh", "acme/tool", { "1": D }, { tag: { yanked: { reason: "bad", at: "" } } });
  expect((await readRootDocument(home.read, PLACE))?.tags.get("1")?.yanked).toBe(true);
  builder.tags("ocx.sh", "acme/tool", { "1": D }, { fields: { status: "yanked" } });
  expect((await readRootDocument(home.read, PLACE))?.yanked).toBe(true);
  builder.tags("ocx.sh", "acme/tool", { "1": D }, { fields: { status: "deprecated" }, tag: { yanked: null } });
  expect(await readRootDocument(home.read, PLACE)).toMatchObject({
    yanked: false,
    tags: new Map([["1", { content: D, yanked: false }]]),
  });
});

test.each([
  ["is no JSON", "{"],
  ["has no repository", '{"tags":{}}'],
  ["has a repository that is no oci://", '{"repository":"https://a.b/c","tags":{}}'],
  ["has a repository without path", '{"repository":"oci://a.b","tags":{}}'],
  [
    "has one content that is no digest",
    `{"repository":"oci://a.b/c","tags":{"1":{"content":"${D}"},"2":{"content":"x"}}}`,
  ],
  ["has a tag without content", '{"repository":"oci://a.b/c","tags":{"1":{}}}'],
])("a root document is refused when it %s", async (_, text) => {
  const { home, builder } = await open();
  builder.write("index/ocx.sh/p/acme/tool.json", text);
  await expect(readRootDocument(home.read, PLACE)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

// OCX, `parse_physical_repository`: host and path must read back as they are, in the grammar of names.
test.each([
  "oci://ghcr.io/Acme/tool",
  "oci://ghcr.io/acme/tool:1",
  `oci://ghcr.io/acme/tool@${D}`,
  "oci://ghcr.io/acme//tool",
  "oci://ghcr.io/acme/../tool",
  "oci://registry/acme/tool",
  "oci://ghcr.io/acme/to ol",
])("a root document is refused when its repository is %s", async (repository) => {
  const { home, builder } = await open();
  builder.write("index/ocx.sh/p/acme/tool.json", JSON.stringify({ repository, tags: {} }));
  await expect(readRootDocument(home.read, PLACE)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

// OCX, `wire.rs`: a field that has another type than OCX's makes the whole document unreadable, allowed yanks or not.
test.each<object>([
  { status: 5 },
  { deprecated_message: ["x"] },
  { superseded_by: {} },
  { tags: null },
  ...[true, "yes", { reason: 7 }, { at: null }].map((yanked) => ({ tags: { "1": { content: D, yanked } } })),
])("a root document is refused when it has %j", async (fields) => {
  const { home, builder } = await open();
  const document = { repository: "oci://a.b/c", tags: {}, ...fields };
  builder.write("index/ocx.sh/p/acme/tool.json", JSON.stringify(document));
  await expect(readRootDocument(home.read, PLACE)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

test("a root document may have null for what it does not say, and locations as OCX derives them", async () => {
  const { home, builder } = await open();
  for (const location of ["oci://localhost/tool", "oci://localhost:5000/acme/tool", "oci://[::1]:5000/a_b/c.d-e"]) {
    const fields = { status: null, deprecated_message: null, superseded_by: null };
    builder.tags("ocx.sh", "acme/tool", { "1": D }, { location, fields, tag: { yanked: {} } });
    const root = await readRootDocument(home.read, PLACE);
    expect(root).toMatchObject({ repository: location, tags: new Map([["1", { content: D, yanked: true }]]) });
  }
});

test.each(['{\n  "format_version": 1\n}\n', '{"format_version":1,"name_segments":2}'])(
  "with the config.json %j tags can be read",
  async (config) => {
    const { home, builder } = await open();
    builder.tags("ocx.sh", "acme/tool", { "1": D });
    builder.write("index/ocx.sh/config.json", config);
    expect((await readRootDocument(home.read, PLACE))?.tags.size).toBe(1);
  },
);

test.each([
  '{"format_version":2}',
  '{"format_version":"1"}',
  '{"format_version":1,"name_segments":0}',
  '{"format_version":1,"name_segments":"2"}',
  "{}",
  "garbage",
  "",
])("with the config.json %j no tag can be read", async (config) => {
  const { home, builder } = await open();
  builder.tags("ocx.sh", "acme/tool", { "1": D });
  builder.write("index/ocx.sh/config.json", config);
  await expect(readRootDocument(home.read, PLACE)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

test("an index is published when it has a format or a catalog", async () => {
  const { home, builder } = await open();
  builder.tags("ocx.sh", "acme/tool", { "1": D });
  expect(await isPublished(home.read, "ocx.sh")).toBe(false);
  builder.write("index/ocx.sh/c/index.json", "garbage, which is never read");
  expect(await isPublished(home.read, "ocx.sh")).toBe(true);
});

test("readReferenced() takes the index's own copy over the blob, and refuses a wrong one even then", async () => {
  const { home, builder } = await open();
  const digest = builder.blob("ocx.sh", "content");
  expect(textOf(await readReferenced(home.read, PLACE, digest))).toBe("content");
  const path = `index/ocx.sh/p/acme/tool/o/${digest.replace(":", "/")}.json`;
  builder.write(path, "other");
  await expect(readReferenced(home.read, PLACE, digest)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
  expect(textOf(await readReferenced(home.read, { ...PLACE, repository: "acme/other" }, digest))).toBe("content");
});

test("readReferenced() finds a document that only the index has, under its own repository alone", async () => {
  const { home, builder } = await open();
  const digest = builder.dispatch("ocx.sh", "acme/tool", "only here");
  expect(textOf(await readReferenced(home.read, PLACE, digest))).toBe("only here");
  expect(await readReferenced(home.read, { ...PLACE, repository: "acme/other" }, digest)).toBeUndefined();
});

test("readBlob() takes an empty file for an absent blob and refuses wrong bytes", async () => {
  const { home, builder } = await open();
  const digest = builder.blob("ocx.sh", "content");
  const file = join(builder.path, `blobs/ocx.sh/${digest.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3")}/data`);
  writeFileSync(file, "");
  expect(await readBlob(home.read, "ocx.sh", digest)).toBeUndefined();
  writeFileSync(file, "contenT");
  await expect(readBlob(home.read, "ocx.sh", digest)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

test.each(["sha384", "sha512"])("readBlob() knows %s", async (algorithm) => {
  const { home, builder } = await open();
  const digest = digestOfText("content", algorithm);
  builder.write(`blobs/ocx.sh/${digest.replace(/^(\w+):(..)(.{30}).*$/, "$1/$2/$3")}/data`, "content");
  expect(textOf(await readBlob(home.read, "ocx.sh", digest))).toBe("content");
});

async function open() {
  const builder = buildHome(join(temporaryDirectory(), ".ocx"));
  return { builder, home: await openHome(builder.path) };
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}
