import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { openFile, openPipe } from "../../src/io/byte-source.ts";
import { type Member, scanMembers } from "../../src/layout/tar-members.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { type HandmadeMember, handmadeTar } from "../fixtures/layout.ts";

async function scanned(bytes: Uint8Array): Promise<ReadonlyMap<string, Member>> {
  const path = join(temporaryDirectory(), "b.tar");
  writeFileSync(path, bytes);
  await using source = await openFile(path);
  const scan = scanMembers(source);
  await scan.finish();
  return scan.found;
}

/** A PAX record, whose length counts itself. Source: POSIX.1-2017, pax, "pax Extended Header". */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const digits = String(rest.length + String(rest.length).length).length;
  return `${rest.length + digits}${rest}`;
}

function extended(type: string, ...records: readonly string[]): HandmadeMember {
  return { name: "PaxHeader", type, bytes: Buffer.from(records.join("")) };
}

const MIB = 1024 * 1024;
const FILE: HandmadeMember = { name: "short", bytes: Buffer.from("content") };
const NEXT: HandmadeMember = { name: "next", bytes: Buffer.from("more") };
const LONG = "long/".repeat(40);

test.each<[string, readonly HandmadeMember[], string]>([
  ["a PAX path", [extended("x", record("path", LONG + "name"))], `${LONG}name`],
  [
    "a PAX path between records that nobody needs",
    [extended("x", record("mtime", "1.5"), record("path", "p"), record("SCHILY.xattr.user.a", "=\n="))],
    "p",
  ],
  ["a GNU long name", [{ name: "././@LongLink", type: "L", bytes: Buffer.from(`${LONG}name\0`) }], `${LONG}name`],
  ["a GNU long link target", [{ name: "././@LongLink", type: "K", bytes: Buffer.from(`${LONG}\0`) }], "short"],
  ["a global header with a comment", [extended("g", record("comment", "0123456789abcdef"))], "short"],
  ["a path that starts with ./", [extended("x", record("path", "././/p"))], "p"],
])("scanMembers() understands %s", async (_, before, name) => {
  const found = await scanned(handmadeTar([...before, FILE, NEXT]));
  const offset =
    512 + before.reduce((sum, { bytes }) => sum + 512 + Math.ceil((bytes?.byteLength ?? 0) / 512) * 512, 0);
  expect([...found]).toEqual([
    [name, { offset, size: 7 }],
    ["next", { offset: offset + 1024, size: 4 }],
  ]);
});

test("scanMembers() takes the size of a PAX record before that of the header", async () => {
  const found = await scanned(handmadeTar([extended("x", record("size", "7")), { ...FILE, size: 0 }, NEXT]));
  expect(found.get("short")).toEqual({ offset: 1536, size: 7 });
  expect(found.has("next")).toBe(true);
});

test("scanMembers() applies an extended header to one member only", async () => {
  const found = await scanned(handmadeTar([extended("x", record("path", "p")), { name: "d/", type: "5" }, FILE]));
  expect([...found.keys()]).toEqual(["short"]);
});

test.each<[string, readonly HandmadeMember[]]>([
  ["a PAX record that is too long", [extended("x", "99 path=p\n")]],
  ["a PAX record that is too short", [extended("x", "7 path=p\n")]],
  ["a PAX record without a length", [extended("x", "path=p\n")]],
  ["a PAX record of length 0", [extended("x", "0 path=p\n")]],
  ["a PAX record without a line break", [extended("x", "9 path=pp")]],
  ["a PAX record without a value", [extended("x", "7 path\n")]],
  ["a size that is no number", [extended("x", record("size", "1e3"))]],
  ["a negative size", [extended("x", record("size", "-512"))]],
  ["a size beyond exact numbers", [extended("x", record("size", "9007199254740993"))]],
  ["a sparse file", [extended("x", record("GNU.sparse.major", "1"))]],
  ["a path for all members", [extended("g", record("path", "p"))]],
  ["an extended header beyond its limit", [extended("x", record("comment", "x".repeat(16_384)))]],
])("scanMembers() refuses %s", async (_, before) => {
  const scanning = scanned(handmadeTar([...before, FILE]));
  await expect(scanning).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("scanMembers() refuses a tar of endless members", async () => {
  const one = handmadeTar([{ name: "x", type: "5" }]).subarray(0, 512);
  const many = Buffer.concat(Array.from({ length: 100_001 }, () => one));
  await expect(scanned(many)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

test.each([
  ["padding", 512 + 7],
  ["the first block of the end", 1024],
  ["the last byte of the end", 2047],
])("scanMembers() refuses a byte in %s", async (_, place) => {
  const bytes = handmadeTar([FILE]);
  expect(bytes.byteLength).toBe(2048);
  bytes[place] = 1;
  await expect(scanned(bytes)).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("scanMembers() takes zeros behind the end, as GNU tar fills up its records, but not without end", async () => {
  const bytes = handmadeTar([FILE]);
  expect((await scanned(Buffer.concat([bytes, Buffer.alloc(2 ** 20)]))).size).toBe(1);
  const endless = scanned(Buffer.concat([bytes, Buffer.alloc(2 ** 20 + 512)]));
  await expect(endless).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("scanMembers() finds a member without reading on", async () => {
  const path = join(temporaryDirectory(), "b.tar");
  writeFileSync(path, handmadeTar([FILE, NEXT]).subarray(0, 512));
  await using source = await openFile(path);
  expect(await scanMembers(source).find("short")).toEqual({ offset: 512, size: 7 });
  await expect(scanMembers(source).find("next")).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
});

test("scanMembers() refuses a stream that goes on behind the end of its tar, and does not wait for its end", async () => {
  let sent = 0;
  function* lasting(): Generator<Buffer> {
    yield handmadeTar([FILE]);
    for (; sent < 64 * MIB; sent += 65_536) yield Buffer.alloc(65_536);
  }
  await using source = await openPipe(Readable.from(lasting()), temporaryDirectory());
  await expect(scanMembers(source).finish()).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
  expect(sent).toBeLessThan(16 * MIB);
});
