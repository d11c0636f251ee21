import fc from "fast-check";
import { Header } from "tar/header";
import { Pax } from "tar/pax";
import { describe, expect, test } from "vitest";
import { asByteString, toByteString, toText } from "../../src/tar/byte-string.ts";
import { decodeHeader, decodeNameIn, decodePath, headerBytes } from "../../src/tar/decode-header.ts";
import {
  BLOCK_SIZE,
  encodeEntry,
  encodeHeader,
  FILE,
  headerSize,
  padding,
  SYMLINK,
  type TarHeader,
} from "../../src/tar/headers.ts";
import { decodePax } from "../../src/tar/pax-records.ts";
import { header as craftHeader } from "../hostile/craft.ts";

const plain: TarHeader = {
  path: asByteString("ocx/a"),
  type: FILE,
  mode: 0o644,
  size: 0,
  mtime: 0,
  target: asByteString(""),
};

function encode(header: Partial<TarHeader>): Buffer {
  const whole = { ...plain, ...header };
  const block = Buffer.alloc(headerSize(whole.path, whole.target), 0xaa);
  expect(encodeEntry(whole, block, 0)).toBe(block.length);
  return block;
}

/** What npm's `tar` reads in a header and the PAX records before it: an oracle that is not us. */
function readByTar(block: Buffer) {
  const first = new Header(block, 0);
  if (first.type !== "ExtendedHeader") return first;
  const size = first.size ?? 0;
  const records = Pax.parse(block.toString("utf8", BLOCK_SIZE, BLOCK_SIZE + size));
  const header = new Header(block, BLOCK_SIZE + size + padding(size), records);
  // Its header overwrites the target of the records; its reader puts that right as here.
  return Object.assign(header, records.linkpath !== undefined && { linkpath: records.linkpath });
}

const segment = fc.stringMatching(/^[A-Za-z0-9 ._üé—😀-]{1,40}$/u).filter((name) => name !== "." && name !== "..");
const path = fc.array(segment, { minLength: 1, maxLength: 12 }).map((segments) => segments.join("/"));

describe("encodeEntry()", () => {
  test("writes paths, sizes, modes and times that npm's tar reads back", () => {
    const numbers = { size: fc.nat(2 ** 31 - 1), mode: fc.nat(0o7777), mtime: fc.nat(2 ** 31 - 1) };
    fc.assert(
      fc.property(path, fc.record(numbers), (name, { size, mode, mtime }) => {
        const read = readByTar(encode({ path: toByteString(name), size, mode, mtime }));
        expect(read).toMatchObject({ path: name, size, mode, uid: 0, gid: 0, cksumValid: true, type: "File" });
        expect(read.mtime?.getTime()).toBe(mtime * 1000);
      }),
    );
  });

  test("writes link targets that npm's tar reads back", () => {
    fc.assert(
      fc.property(path, path, (name, target) => {
        const read = readByTar(encode({ path: toByteString(name), target: toByteString(target), type: SYMLINK }));
        expect(read).toMatchObject({ path: name, linkpath: target, type: "SymbolicLink" });
      }),
    );
  });

  test.each([2 ** 31 - 1, 2 ** 31, 8 * 1024 ** 3, 8 * 1024 ** 3 - 1, 2 ** 44])(
    "writes a size of %d bytes that npm's tar reads back",
    (size) => {
      expect(readByTar(encode({ size })).size).toBe(size);
    },
  );

  test.each([-1, -1000, -(2 ** 31), 8 ** 11, 8 ** 11 - 1])(
    "writes a time of %d seconds that npm's tar reads back",
    (mtime) => {
      expect(readByTar(encode({ mtime })).mtime?.getTime()).toBe(mtime * 1000);
    },
  );

  test.each([
    ["100 bytes", "a".repeat(100), BLOCK_SIZE],
    ["101 bytes without a slash", "a".repeat(101), 3 * BLOCK_SIZE],
    ["256 bytes that split in the middle", `${"a".repeat(155)}/${"b".repeat(100)}`, BLOCK_SIZE],
    ["257 bytes", `${"a".repeat(155)}/${"b".repeat(101)}`, 3 * BLOCK_SIZE],
    ["a prefix that is too long", `${"a".repeat(156)}/b`, 3 * BLOCK_SIZE],
    ["umlauts", "ü", 3 * BLOCK_SIZE],
  ])("spends PAX records on %s only where ustar cannot say it", (_, name, size) => {
    expect(headerSize(toByteString(name), plain.target)).toBe(size);
    expect(readByTar(encode({ path: toByteString(name) })).path).toBe(name);
  });

  test("keeps the closing slash of a directory whose path is split", () => {
    const directory = `${"a".repeat(90)}/${"b".repeat(90)}/`;
    const block = encode({ path: toByteString(directory), type: "5" });
    expect(block.toString("latin1", 0, 92)).toBe(`${"b".repeat(90)}/\0`);
    expect(decodeHeader(block)?.path).toBe(directory);
  });

  test("writes the same PAX header at any time, without owner or process", () => {
    const block = encode({ path: toByteString("ü"), mtime: 1_700_000_000 });
    expect(new Header(block, 0)).toMatchObject({
      path: "PaxHeader",
      uid: 0,
      gid: 0,
      uname: "",
      gname: "",
    });
    expect(new Header(block, 0).mtime?.getTime()).toBe(0);
  });
});

test("encodeHeader() is one block, and refuses what needs more", () => {
  expect(encodeHeader(plain).byteLength).toBe(BLOCK_SIZE);
  expect(() => encodeHeader({ ...plain, path: toByteString("ü") })).toThrow("ustar cannot say");
});

test("decodeHeader() reads what npm's tar writes", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,30}(\/[a-z]{1,30}){0,4}$/), fc.nat(2 ** 31 - 1), (name, size) => {
      const block = Buffer.alloc(BLOCK_SIZE);
      const fields = {
        path: name,
        size,
        mode: 0o644,
        uid: 1000,
        gid: 1000,
        mtime: new Date(5000),
        type: "File",
      } as const;
      expect(new Header({ ...fields, uname: "user", gname: "group" }).encode(block, 0)).toBe(false);
      expect(decodeHeader(block)).toEqual({ path: name, size, mode: 0o644, mtime: 5, type: "0", target: "" });
    }),
  );
});

test("decodeHeader() checks the sum of every byte, of the greatest ones too", () => {
  const block = Buffer.from(encodeHeader({ ...plain, size: 5 }));
  // Name, target, owners, prefix and the rest: whatever is free to be anything.
  for (const [from, to] of [
    [0, 100],
    [157, 257],
    [265, 329],
    [345, 512],
  ] as const)
    block.fill(0xff, from, to);
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  block.write(sum.toString(8).padStart(6, "0"), 148);
  expect(new Header(block, 0).cksumValid).toBe(true);
  expect(decodeHeader(block)?.size).toBe(5);
  for (let at = 0; at < BLOCK_SIZE; at++) {
    const changed = Buffer.from(block);
    changed[at] = (changed[at] ?? 0) ^ 1;
    if (at === 154 || at === 155) continue; // What closes the sum is no part of it.
    expect(() => decodeHeader(changed), `byte ${at}`).toThrow("checksum");
  }
});

test("decodeHeader() respects the offset of a view", () => {
  const bytes = Buffer.concat([Buffer.alloc(100, 7), encodeHeader(plain)]);
  expect(decodeHeader(new Uint8Array(bytes.buffer, bytes.byteOffset + 100, BLOCK_SIZE))?.path).toBe("ocx/a");
  expect(decodeHeader(bytes, 100)?.path).toBe("ocx/a");
});

test("decodeHeader() says that a block of zeros is none", () => {
  expect(decodeHeader(new Uint8Array(BLOCK_SIZE))).toBeUndefined();
});

test("decodePax() reads values with spaces, equals signs and line feeds", () => {
  // Lengths by hand: digits, space, key, equals sign, value, line feed.
  const body = toByteString("17 path=a b=c\nd/\n15 linkpath=ü\n");
  const { path: name, target } = decodePax(body);
  expect([toText(name ?? plain.path), toText(target ?? plain.path)]).toEqual(["a b=c\nd/", "ü"]);
});

test.each([0, 1, 511, 512, 513, 3 * 1024 ** 3, 3 * 1024 ** 3 + 1])("padding() of %d bytes ends on a block", (size) => {
  expect((size + padding(size)) % BLOCK_SIZE).toBe(0);
  expect(padding(size)).toBeLessThan(BLOCK_SIZE);
});

test("decodeNameIn() tells neighbours by their directory, wherever the path is split", () => {
  const letters = fc.stringMatching(/^[ab]{1,40}$/);
  const paths = fc.array(letters, { minLength: 2, maxLength: 6 });
  let long = 0;
  fc.assert(
    fc.property(paths, fc.nat(6), fc.array(letters, { maxLength: 3 }), (segments, at, others) => {
      const split = at % segments.length;
      const [prefix, name] = [segments.slice(0, split).join("/"), segments.slice(split).join("/")];
      fc.pre(prefix.length <= 155 && name.length <= 100);
      const block = headerBytes(craftHeader({ name, prefix }));
      const whole = segments.join("/");
      expect(decodePath(block, 0)).toBe(whole);
      if (prefix.length > 0) long += 1;
      for (const directory of [`${segments.slice(0, -1).join("/")}/`, `${others.join("/")}/`]) {
        const rest = whole.startsWith(directory) ? whole.slice(directory.length) : "/";
        expect(decodeNameIn(Buffer.from(directory), block, 0)).toBe(rest.includes("/") ? undefined : rest);
      }
    }),
    { numRuns: 3000 },
  );
  expect(long).toBeGreaterThan(300);
});

test.each([
  ["a name that is not ASCII", { name: "d/\u00fc" }],
  ["no name", { name: "d/" }],
  ["a name in a directory below", { name: "d/e/f" }],
  ["GNU's old format, which has no prefix", { name: "f", prefix: "d", patch: [[257, "ustar  \0"]] as const }],
])("decodeNameIn() leaves %s to others", (_, fields) => {
  expect(decodeNameIn(Buffer.from("d/"), headerBytes(craftHeader(fields)), 0)).toBeUndefined();
});
