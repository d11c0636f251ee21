import { expect, test } from "vitest";
import { codesOf, craft, directory, END, entry, file, PREFIX, pax, read, WAYS } from "./craft.ts";

const blob = (...entries: Buffer[]) => craft(entries.length, Buffer.concat([...entries, END]));
/** Names that checks for segments would let pass, were it not for the prefix. */
const raw = (name: string) => blob(entry({ name }, "x"));

test.each(WAYS)("what is crafted here is read when nothing is wrong with it (%s)", async (way) => {
  await expect(read(blob(directory("content/"), file("content/a", "x")), way)).resolves.toBeUndefined();
});

test.each([
  ["an absolute path", raw("/etc/passwd")],
  ["an absolute path behind the prefix", raw(`${PREFIX}/etc/passwd`)],
  ["a path outside the prefix", raw("ocx/layers/y/content/a")],
  ["the parent of the prefix", raw("ocx/layers/")],
  ["a neighbour whose name starts with the prefix's", raw("ocx/layers/x-y")],
  ["the prefix itself", blob(entry({ name: PREFIX, type: "5" }))],
  ["a path that leaves by ..", raw(`${PREFIX}../evil`)],
  ["a path that leaves by .. further down", raw(`${PREFIX}content/a/../../../evil`)],
  ["a path that ends in ..", raw(`${PREFIX}content/..`)],
  ["a directory ..", blob(entry({ name: `${PREFIX}content/../`, type: "5" }))],
  ["a .. that stays inside", raw(`${PREFIX}content/a/../b`)],
  ["a segment .", raw(`${PREFIX}content/./a`)],
  ["an empty segment", raw(`${PREFIX}content//a`)],
  ["two slashes at the end", blob(entry({ name: `${PREFIX}content//`, type: "5" }))],
  ["a .. in ustar's own prefix field", blob(entry({ name: "evil", prefix: `${PREFIX}content/..` }, "x"))],
  [
    "a PAX path outside, before a harmless name",
    craft(1, Buffer.concat([pax(["path", "/etc/cron.d/evil"]), file("content/a"), END])),
  ],
  [
    "a PAX path with ..",
    craft(1, Buffer.concat([pax(["path", `${PREFIX}content/../../evil`]), file("content/a"), END])),
  ],
  ["a PAX path with a NUL", craft(1, Buffer.concat([pax(["path", `${PREFIX}content/a\0b`]), file("content/a"), END]))],
])("%s is refused", (_, crafted) => expect(codesOf(crafted)).resolves.toEqual(["PATH_UNSAFE"]));

test("a name that is not UTF-8 is refused", () =>
  expect(
    codesOf(blob(entry({ name: Buffer.concat([Buffer.from(`${PREFIX}content/`), Buffer.from([0xff, 0xfe])]) }))),
  ).resolves.toEqual(["NAME_INVALID"]));

test.each([
  ["a backslash", "content/a\\..\\b"],
  ["a drive letter", "content/C:"],
  ["three dots", "content/..."],
  ["a name that starts with two dots", "content/..a"],
  ["a line feed", "content/a\nb"],
])("%s is an ordinary name on Linux", async (_, path) => {
  for (const way of WAYS) await expect(read(blob(file(path, "x")), way)).resolves.toBeUndefined();
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
