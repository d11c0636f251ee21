import { encode, Tagged } from "cborg";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { formatJsonLines } from "../../src/manifest/json-lines.ts";
import { isFileList, parseFileList } from "../../src/manifest/parse-list.ts";
import { SPEC, TOOL } from "./vectors.ts";

const NAME = "list";
const FILE = { path: "a", type: "file", mode: "0644", size: 1, sha256: "00".repeat(32) };

function lines(...rows: readonly unknown[]): Buffer {
  return Buffer.from(rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join(""));
}

test.each([
  ["tool", TOOL],
  ["spec", SPEC],
])("parseFileList() reads the vector of the form %s", async (_, hex) => {
  const bytes = Buffer.from(hex, "hex");
  expect(isFileList(bytes.subarray(0, 8))).toBe(true);
  expect(await parseFileList(bytes, NAME)).toEqual({
    algorithm: "blake3",
    entries: [
      { path: "", type: "directory" },
      {
        path: "hi",
        type: "file",
        mode: 0o644,
        size: 3,
        digest: "0b8b60248fad7ac6dfac221b7e01a8b91c772421a15b387dd1fb2d6a94aee438",
      },
    ],
  });
});

test("parseFileList() reads lines of JSON, with any text in a path", async () => {
  const path = "\u001b[31m\u202e a\nb";
  const list = lines(
    { path: "", type: "directory", package: "r/p@sha256:1" },
    { ...FILE, path },
    { path: "l", type: "symlink", target: "a" },
  );
  expect(isFileList(list.subarray(0, 8))).toBe(true);
  const parsed = await parseFileList(list, NAME);
  expect(parsed.entries[1]).toEqual({ path, type: "file", mode: 0o644, size: 1, digest: "00".repeat(32) });
  const written = [...formatJsonLines(parsed)].join("");
  // What is shown on a terminal has no control characters, and the same value.
  expect(written).toMatch(/^[ -~\n]*$/);
  expect(await parseFileList(Buffer.from(written), NAME)).toEqual(parsed);
});

const map = (...entries: readonly (readonly [unknown, unknown])[]): Map<unknown, unknown> => new Map(entries);
const ocix = (files: unknown, version: unknown = 0): Buffer =>
  Buffer.from(encode(new Tagged(0x6f636978, { files, version })));
const file = (content: object): object => ({ content });
const regular = file({ type: "regularfile", regularfile: [0, Buffer.alloc(32)] });

test.each<[string, Buffer]>([
  ["a line that is not JSON", lines('{"path":')],
  ["a line that is not UTF-8", Buffer.concat([Buffer.from('{"path":"'), Buffer.from([0xff]), Buffer.from('"}\n')])],
  ["an unknown type", lines({ path: "a", type: "fifo" })],
  ["a further key", lines({ ...FILE, owner: 0 })],
  ["a mode that is a number", lines({ ...FILE, mode: 0o644 })],
  ["a negative size", lines({ ...FILE, size: -1 })],
  ["a short digest", lines({ ...FILE, sha256: "00" })],
  ["a path twice", lines(FILE, FILE)],
  ["an absolute path", lines({ ...FILE, path: "/a" })],
  ["a path that leads up", lines({ ...FILE, path: "a/../../b" })],
  ["a path with an empty name", lines({ ...FILE, path: "a//b" })],
  ["a path with a NUL", lines({ ...FILE, path: "a\0b" })],
  ["a path of 4096 bytes", lines({ ...FILE, path: `${"é".repeat(2047)}aa` })],
  ["another version", ocix({}, 1)],
  ["no files", ocix([])],
  ["a relative path", ocix({ a: regular })],
  ["a path that leads up, in OCIX", ocix({ "/../a": regular })],
  ["a file without content", ocix({ "/a": {} })],
  ["a device", ocix({ "/a": file({ type: "character", character: [1, 3] }) })],
  ["a named pipe", ocix({ "/a": file({ type: "fifo", fifo: [] }) })],
  ["a file without a digest", ocix({ "/a": file({ type: "regularfile", regularfile: [3] }) })],
  ["a hard link to nothing", ocix({ "/a": file({ type: "link", link: ["/b"] }) })],
  ["a hard link to itself", ocix({ "/a": file({ type: "link", link: ["/a"] }) })],
  ["a mode of three bits", ocix({ "/a": { ...regular, mode: [true, true, true] } })],
  ["an indefinite length", Buffer.from("da6f636978bf6566696c6573a06776657273696f6e00ff", "hex")],
  ["a longer length", Buffer.from("da6f636978b8026566696c6573a06776657273696f6e00", "hex")],
  ["the same key twice", Buffer.from("da6f636978a26566696c6573a06566696c6573a0", "hex")],
  ["keys out of order", Buffer.from("da6f636978a26776657273696f6e006566696c6573a0", "hex")],
  ["bytes behind it", Buffer.concat([ocix({}), Buffer.from([0])])],
  ["lists in lists without an end", Buffer.concat([Buffer.from("da6f636978", "hex"), Buffer.alloc(100_000, 0x81)])],
  ["a map as a key", Buffer.concat([Buffer.from("da6f636978a1", "hex"), encode(map()), encode(0)])],
])("parseFileList() refuses %s", async (_, bytes) => {
  await expect(parseFileList(bytes, NAME)).rejects.toMatchObject({ code: "DOCUMENT_INVALID" });
});

test("parseFileList() takes the content of a hard link from the file", async () => {
  const bytes = ocix({ "/a": regular, "/b": file({ type: "link", link: ["/a"] }) });
  const { entries } = await parseFileList(bytes, NAME);
  expect(entries[1]).toEqual({ ...entries[0], path: "b" });
});

test("parseFileList() refuses a long list before it reads it", async () => {
  const bytes = Buffer.alloc(128 * 1024 * 1024 + 1, "\n");
  await expect(parseFileList(bytes, NAME)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

test("a damaged list is refused or read, and nothing else", async () => {
  const lists = [Buffer.from(TOOL, "hex"), Buffer.from(SPEC, "hex"), lines(FILE)];
  const change = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.nat(), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(change, async ([which, place, bits]) => {
      const bytes = Buffer.from(lists[which] ?? "");
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ bits;
      const failure: unknown = await parseFileList(bytes, NAME).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure === undefined || failure instanceof BundleError).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
