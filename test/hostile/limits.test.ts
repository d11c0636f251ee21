import { expect, test } from "vitest";
import { codesOf, craft, END, entry, longFile, PREFIX, read } from "./craft.ts";

const long = (path: string) => craft(1, Buffer.concat([longFile(path, "x"), END]));
const deep = (levels: number) => `content/${"d/".repeat(levels - 1)}a`;

test.each([
  ["a path of more than 4,095 bytes", long(`content/${"a/".repeat(2040)}b`)],
  ["a path of a megabyte", long(`content/${"a".repeat(15_000)}`)],
  ["a name of more than 255 bytes", long(`content/${"a".repeat(256)}`)],
  ["more than 1,024 directories", long(deep(1025))],
])("%s is refused", (_, crafted) => expect(codesOf(crafted)).resolves.toEqual(["LIMIT_EXCEEDED"]));

test.each([
  ["a name of 255 bytes", long(`content/${"a".repeat(255)}`)],
  ["1,024 directories", long(deep(1024))],
])("%s is read", async (_, crafted) => {
  await expect(read(crafted, "verify")).resolves.toBeUndefined();
});

test("a claim of more entries than any tree has is refused", () => {
  const { bytes, blob } = craft(0, END);
  return expect(codesOf({ bytes, blob: { ...blob, entryCount: 10_000_001 } })).resolves.toEqual(["LIMIT_EXCEEDED"]);
});

test("a claim of more content than any tree has is refused", () => {
  const { bytes, blob } = craft(0, END);
  return expect(codesOf({ bytes, blob: { ...blob, contentSize: 2 ** 44 + 1 } })).resolves.toEqual(["LIMIT_EXCEEDED"]);
});

test("documents that do not fit into memory are refused before one is decoded", async () => {
  const { blob } = craft(0, END);
  const frames = Array.from({ length: 40 }, () => ({
    size: 4096,
    contentSize: 8 * 1024 * 1024,
    digest: blob.frames[0]?.digest ?? "",
  }));
  const lie = { ...blob, frames, size: 40 * 4096, contentSize: 40 * 8 * 1024 * 1024, entryCount: 1 };
  await expect(codesOf({ bytes: Buffer.alloc(0), blob: lie }, ["documents"])).resolves.toEqual(["LIMIT_EXCEEDED"]);
});

test("a document that is too large is refused", () => {
  const first = Buffer.concat([entry({ name: `${PREFIX}a`, size: 100 * 1024 * 1024 }), Buffer.alloc(512)]);
  return expect(
    codesOf(craft(1, first, { content: Buffer.alloc(1024), fileOffset: 512 }), ["documents"]),
  ).resolves.toEqual(["LIMIT_EXCEEDED"]);
});
