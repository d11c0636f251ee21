import { expect, test } from "vitest";
import {
  codesOf,
  craft,
  directory,
  END,
  entry,
  file,
  header,
  longFile,
  PREFIX,
  pax,
  read,
  symlink,
  WAYS,
} from "./craft.ts";

const blob = (...entries: Buffer[]) => craft(entries.length, Buffer.concat([...entries, END]));
const name = `${PREFIX}content/a`;
const far = `content/${"a".repeat(120)}`;
const long = PREFIX + far;
const named = (title: string) => entry({ name: title, type: "x" }, `${long.length + 10} path=${long}\n`);
const inPax = (...keys: readonly string[]) =>
  Buffer.concat([
    pax(...keys.map((key): [string, string] => [key, key === "path" ? long : "b".repeat(120)])),
    entry({ name: long.slice(0, 100), type: "2", mode: 0o777, link: "b".repeat(100) }),
  ]);
const base256 = (...last: number[]) => Buffer.from([0x80, ...Array(11 - last.length).fill(0), ...last]);

test.each([
  ["a hard link", entry({ name, type: "1", link: "content/b" })],
  ["a character device", entry({ name, type: "3" })],
  ["a block device", entry({ name, type: "4" })],
  ["a named pipe", entry({ name, type: "6" })],
  ["a contiguous file", entry({ name, type: "7" })],
  ["a global PAX header", entry({ name, type: "g" }, "11 path=abc\n")],
  ["GNU's long name", entry({ name: "././@LongLink", type: "L" }, name)],
  ["GNU's long link", entry({ name, type: "K" }, "target")],
  ["GNU's sparse file", entry({ name, type: "S" })],
  ["an unknown type", entry({ name, type: "Z" })],
])("%s is refused", async (what, bytes) =>
  expect(codesOf(blob(bytes))).resolves.toEqual([what.includes("long name") ? "PATH_UNSAFE" : "ENTRY_INVALID"]),
);

test.each([
  ["a wrong checksum", file("content/a", "x", { checksum: "012345\0 " })],
  ["a checksum that is no number", file("content/a", "x", { checksum: "zzzzzz\0 " })],
  ["a size that is no number", file("content/a", "", { patch: [[124, "zzzzzzzzzzz\0"]] })],
  ["a size with a letter behind digits", file("content/a", "", { patch: [[124, "0000000001x\0"]] })],
  ["an empty size", file("content/a", "", { patch: [[124, Buffer.alloc(12)]] })],
  ["a size below zero", file("content/a", "", { patch: [[124, Buffer.alloc(12, 0xff)]] })],
  ["a size with a minus sign", file("content/a", "", { patch: [[124, "-0000000001\0"]] })],
  [
    "a size beyond 2^53",
    file("content/a", "", { patch: [[124, Buffer.from([0x80, 0, 0, 0, ...Array(8).fill(0xff)])]] }),
  ],
  ["a size beyond the frame", file("content/a", "", { size: 4096 })],
  ["a huge size", file("content/a", "", { patch: [[124, base256(0xff, 0xff, 0xff, 0xff, 0xff)]] })],
  ["a mode that is no number", file("content/a", "x", { patch: [[100, "rwxr-xr\0"]] })],
  ["a mode of more than 12 bits", file("content/a", "x", { mode: 0o100644 })],
  ["a time that is no number", file("content/a", "x", { patch: [[136, "yesterday..\0"]] })],
  ["a time beyond all dates", file("content/a", "x", { patch: [[136, base256(0x7f, 0xff, 0xff, 0xff, 0xff, 0xff)]] })],
  ["another magic", file("content/a", "x", { patch: [[257, "zstar\0"]] })],
  ["a directory without a closing slash", entry({ name, type: "5" })],
  ["a file with a closing slash", entry({ name: `${name}/` })],
  ["a directory with content", directory("content/", { size: 512 })],
  ["a symlink with content", symlink("content/l", "a", { size: 512 })],
  ["a file with a link target", file("content/a", "x", { link: "b" })],
])("%s is refused", (_, bytes) => expect(codesOf(blob(bytes))).resolves.toEqual(["ENTRY_INVALID"]));

test.each([
  ["of an unknown key", pax(["GNU.sparse.name", "content/b"])],
  ["of an owner", pax(["uname", "root"])],
  ["that is there twice", pax(["path", `${PREFIX}content/a`], ["path", `${PREFIX}content/b`])],
  ["with a length that is too short", pax(`10 path=${PREFIX}content/a\n`)],
  ["with a length that is too long", pax(`99 path=${PREFIX}content/a\n`)],
  ["with a length that is no number", pax(`xx path=${PREFIX}content/a\n`)],
  ["without a length", pax(`path=${PREFIX}content/a\n`)],
  ["without a value", pax("7 path\n")],
  ["with something behind it", pax(["path", `${PREFIX}content/a`], "\0\0\0")],
  ["with a size that is no number", pax(["size", "1e3"])],
  ["with a size below zero", pax(["size", "-1"])],
  ["with a fraction of a second", pax(["mtime", "1.5"])],
  ["with a size that does not fit", pax(["size", "99999"])],
])("a PAX record %s is refused", (_, records) =>
  expect(codesOf(craft(1, Buffer.concat([records, file("content/a", ""), END])))).resolves.toEqual(["ENTRY_INVALID"]),
);

test("PAX records before PAX records are refused", () =>
  expect(
    codesOf(craft(1, Buffer.concat([pax(["mtime", "1"]), pax(["mtime", "2"]), file("content/a"), END]))),
  ).resolves.toEqual(["ENTRY_INVALID"]));

test("PAX records without an entry are refused", () =>
  expect(codesOf(craft(0, Buffer.concat([pax(["mtime", "1"]), END])))).resolves.toEqual(["ENTRY_INVALID"]));

test("PAX records beyond their frame are refused", () =>
  expect(
    codesOf(craft(1, header({ name: "PaxHeader", type: "x", size: 1024 }), Buffer.concat([file("content/a"), END]))),
  ).resolves.toEqual(["ENTRY_INVALID"]));

test("more PAX records than an entry can need are refused", () =>
  expect(
    codesOf(craft(1, Buffer.concat([pax(["path", "x".repeat(20_000)]), file("content/a"), END]))),
  ).resolves.toEqual(["LIMIT_EXCEEDED"]));

test.each([
  ["no end", craft(1, file("content/a", "x".repeat(2000)))],
  ["an end of one block", craft(0, Buffer.alloc(1536, 0), Buffer.alloc(512))],
  ["an end before its last frame", craft(1, END, Buffer.concat([file("content/a", "x"), END]))],
  ["an entry behind its end", craft(1, Buffer.concat([END, file("content/a", "x")]))],
  ["bytes behind its end", craft(1, Buffer.concat([file("content/a", "x"), END, Buffer.from("hidden")]))],
  ["zeros behind its end", craft(1, Buffer.concat([file("content/a", "x"), END, Buffer.alloc(512)]))],
  [
    "a frame that ends in a header",
    craft(1, file("content/a", "x").subarray(0, 300), Buffer.concat([file("content/b"), END])),
  ],
])("a tar with %s is refused", (_, crafted) => expect(codesOf(crafted)).resolves.toEqual(["ENTRY_INVALID"]));

test("a time in base-256 is read where digits have no room for it", async () => {
  const bytes = file("content/a", "x", { patch: [[136, base256(2, 0, 0, 0, 0)]] });
  for (const way of WAYS) await expect(read(blob(bytes), way)).resolves.toBeUndefined();
});

test.each([
  ["an owner", file("content/a", "x", { patch: [[108, "0001750\0"]] })],
  ["a group", file("content/a", "x", { patch: [[116, "0000001\0"]] })],
  ["an owner in base-256", file("content/a", "x", { patch: [[108, base256(1).subarray(4)]] })],
  ["the name of an owner", file("content/a", "x", { patch: [[265, "root"]] })],
  ["the name of a group", directory("content/", { patch: [[297, "root"]] })],
  ["a device number", file("content/a", "x", { patch: [[336, "1"]] })],
  ["no device numbers", file("content/a", "x", { patch: [[329, Buffer.alloc(16)]] })],
  ["GNU's magic", file("content/a", "x", { patch: [[257, "ustar  \0"]] })],
  ["another version", file("content/a", "x", { patch: [[263, "01"]] })],
  ["bytes behind the last field", file("content/a", "x", { patch: [[500, "hidden"]] })],
  ["a type that is a NUL", file("content/a", "x", { type: "\0" })],
  ["a size with a space in front", file("content/a", "x", { patch: [[124, " 0000000001\0"]] })],
  ["a size with a space behind", file("content/a", "x", { patch: [[124, "00000000001 "]] })],
  ["a small size in base-256", file("content/a", "x", { patch: [[124, base256(1)]] })],
  ["a short mode", file("content/a", "x", { patch: [[100, "644\0\0\0\0\0"]] })],
  ["no time", file("content/a", "x", { patch: [[136, Buffer.alloc(12)]] })],
  ["a checksum in another form", file("content/a", "x", { checksum: "0 " })],
  ["padding that is not zero", Buffer.from(file("content/a", "x").fill(1, 513, 514))],
  ["padding whose last byte is not zero", Buffer.from(file("content/a", "xyz").fill(1, 1023, 1024))],
  ["a directory's time", directory("content/", { mtime: 1 })],
  ["a symlink's time", symlink("content/l", "a", { mtime: 1 })],
  ["a symlink's mode", symlink("content/l", "a", { mode: 0o755 })],
  ["PAX records that nothing needs", Buffer.concat([pax(["path", `${PREFIX}content/a`]), file("content/a", "x")])],
  ["PAX records in another order", inPax("linkpath", "path")],
  ["a path behind PAX records that is another", Buffer.concat([pax(["path", long]), file("content/b", "x")])],
  ["a PAX header with another name", Buffer.concat([named("pax"), longFile(far).subarray(-512)])],
])("a header with %s is refused", (_, bytes) => expect(codesOf(blob(bytes))).resolves.toEqual(["ENTRY_INVALID"]));
