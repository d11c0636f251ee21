import { expect, test } from "vitest";
import { codesOf, craft, directory, END, entry, file, PREFIX, pax, read, WAYS } from "./craft.ts";

const blob = (...entries: Buffer[]) => craft(entries.length, Buffer.concat([...entries, END]));
const raw = (name: string) => entry({ name }, "x");
const behindPax = (path: string) => Buffer.concat([pax(["path", path]), file("content/a")]);
/** In the same directory as most of what is tried, and before it. */
const neighbour = file("content/!", "x");

test.each(WAYS)("what is crafted here is read when nothing is wrong with it (%s)", async (way) => {
  await expect(read(blob(directory("content/"), file("content/a", "x")), way)).resolves.toBeUndefined();
});

test.each([
  ["an absolute path", raw("/etc/passwd")],
  ["an absolute path behind the prefix", raw(`${PREFIX}/etc/passwd`)],
  ["a path outside the prefix", raw("ocx/layers/y/content/a")],
  ["the parent of the prefix", raw("ocx/layers/")],
  ["a neighbour whose name starts with the prefix's", raw("ocx/layers/x-y")],
  ["the prefix itself", entry({ name: PREFIX, type: "5" })],
  ["a path that leaves by ..", raw(`${PREFIX}../evil`)],
  ["a path that leaves by .. further down", raw(`${PREFIX}content/a/../../../evil`)],
  ["a path that ends in ..", raw(`${PREFIX}content/..`)],
  ["a path that is .", raw(`${PREFIX}content/.`)],
  ["a symlink ..", entry({ name: `${PREFIX}content/..`, type: "2", link: "a" })],
  ["a directory ..", entry({ name: `${PREFIX}content/../`, type: "5" })],
  ["a .. that stays inside", raw(`${PREFIX}content/a/../b`)],
  ["a segment .", raw(`${PREFIX}content/./a`)],
  ["an empty segment", raw(`${PREFIX}content//a`)],
  ["two slashes at the end", entry({ name: `${PREFIX}content//`, type: "5" })],
  ["a .. in ustar's own prefix field", entry({ name: "evil", prefix: `${PREFIX}content/..` }, "x")],
  ["a slash at the end of ustar's own prefix field", entry({ name: "a", prefix: `${PREFIX}content/` }, "x")],
  ["a PAX path outside, before a harmless name", behindPax("/etc/cron.d/evil")],
  ["a PAX path with ..", behindPax(`${PREFIX}content/../../evil`)],
  ["a PAX path with a NUL", behindPax(`${PREFIX}content/a\0b`)],
])("%s is refused, alone and behind a neighbour", async (_, bytes) => {
  await expect(codesOf(blob(bytes))).resolves.toEqual(["PATH_UNSAFE"]);
  await expect(codesOf(blob(neighbour, bytes))).resolves.toEqual(["PATH_UNSAFE"]);
});

test("a name that is not UTF-8 is refused, alone and behind a neighbour", async () => {
  const bytes = entry({ name: Buffer.concat([Buffer.from(`${PREFIX}content/`), Buffer.from([0xff, 0xfe])]) });
  await expect(codesOf(blob(bytes))).resolves.toEqual(["NAME_INVALID"]);
  await expect(codesOf(blob(neighbour, bytes))).resolves.toEqual(["NAME_INVALID"]);
});

test.each([
  ["a backslash", "content/a\\..\\b"],
  ["a drive letter", "content/C:"],
  ["three dots", "content/..."],
  ["a name that starts with two dots", "content/..a"],
  ["a line feed", "content/a\nb"],
])("%s is an ordinary name on Linux", async (_, path) => {
  for (const way of WAYS) await expect(read(blob(neighbour, file(path, "x")), way)).resolves.toBeUndefined();
});

test("an entry below a file is refused", () =>
  expect(codesOf(blob(directory("content/"), file("content/a", "x"), file("content/a/b", "y")))).resolves.toEqual([
    "ENTRY_INVALID",
  ]));

test("an entry below a file is refused when others stand between them", () =>
  expect(codesOf(blob(file("content/a", "x"), file("content/a-b", "y"), file("content/a/b", "z")))).resolves.toEqual([
    "ENTRY_INVALID",
  ]));

test("a directory with the name of a file is refused", () =>
  expect(codesOf(blob(file("content/a", "x"), directory("content/a/")))).resolves.toEqual(["ENTRY_INVALID"]));

test("an entry below a file of an earlier frame is refused", () =>
  expect(
    codesOf(craft(3, file("content/a", "x"), file("content/a-b", "y"), Buffer.concat([file("content/a/b", "z"), END]))),
  ).resolves.toEqual(["ENTRY_INVALID"]));

test("an entry below a file of an earlier frame is refused inside a frame too", () =>
  expect(
    codesOf(craft(3, file("content/a", "x"), Buffer.concat([file("content/a-b", "y"), file("content/a/b", "z"), END]))),
  ).resolves.toEqual(["ENTRY_INVALID"]));
