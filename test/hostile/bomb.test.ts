import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { bend, codesOf, compress, craft, END, file, sha256 } from "./craft.ts";

const honest = craft(1, Buffer.concat([file("content/a", "x"), END]));
const zeros = Buffer.alloc(64 * 1024 * 1024);

test("a frame that decodes to more than it declares is refused", () =>
  expect(codesOf(craft(1, { content: Buffer.alloc(2048), stored: compress(zeros) }))).resolves.toEqual([
    "FRAME_INVALID",
  ]));

test("a frame that decodes to less than it declares is refused", () =>
  expect(codesOf(craft(1, { content: Buffer.alloc(4096), stored: compress(Buffer.alloc(2048)) }))).resolves.toEqual([
    "FRAME_INVALID",
  ]));

test("a frame that declares more than a frame may hold is refused", () =>
  expect(codesOf(craft(1, { content: zeros, stored: compress(zeros) }))).resolves.toEqual(["FRAME_INVALID"]));

test("a frame that declares more than zstd can put into its bytes is refused", () =>
  expect(
    codesOf(
      bend(
        honest,
        (frames) => {
          frames[0] = { size: 30, contentSize: 8 * 1024 * 1024, digest: sha256(honest.bytes) };
        },
        { size: 30, contentSize: 8 * 1024 * 1024 },
      ),
    ),
  ).resolves.toEqual(["FRAME_INVALID"]));

test("a second zstd frame hidden behind the first is refused", () => {
  const content = Buffer.concat([file("content/a", "x"), END]);
  const stored = Buffer.concat([compress(content), compress(zeros)]);
  return expect(codesOf(craft(1, { content, stored }))).resolves.toEqual(["FRAME_INVALID"]);
});

test("bytes hidden behind a zstd frame are refused", () => {
  const content = Buffer.concat([file("content/a", "x"), END]);
  return expect(
    codesOf(craft(1, { content, stored: Buffer.concat([compress(content), Buffer.from("hidden")]) })),
  ).resolves.toEqual(["FRAME_INVALID"]);
});

test("a skippable frame before the frame is refused", () => {
  const content = Buffer.concat([file("content/a", "x"), END]);
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
  return expect(codesOf(craft(1, { content, stored: Buffer.concat([skippable, compress(content)]) }))).resolves.toEqual(
    ["FRAME_INVALID"],
  );
});

test("a frame that is not zstd is refused", () => {
  const content = Buffer.concat([file("content/a", "x"), END]);
  return expect(codesOf(craft(1, { content, stored: content }))).resolves.toEqual(["FRAME_INVALID"]);
});

/** A frame header by RFC 8878, then one block of a single byte, and a checksum that nobody gets to. */
const headed = (...fields: number[]) =>
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...fields, 0x09, 0x00, 0x00, 0x61, 0, 0, 0, 0]);

test.each([
  ["a window of 2^23 and an eighth", headed(0b100, (13 << 3) | 1)],
  ["a window of 2^31", headed(0b100, 21 << 3)],
  ["one segment of 2^24 bytes", headed(0b10100100, 0, 0, 0, 1)],
  ["no checksum", headed(0, 0)],
  ["a dictionary", headed(0b101, 0, 7)],
  ["a reserved bit", headed(0b1100, 0)],
])("a frame with %s is refused", (_, stored) =>
  expect(codesOf(craft(1, { content: Buffer.alloc(2048), stored }))).resolves.toEqual(["FRAME_INVALID"]),
);

test("a frame of zstd without a checksum is refused", () => {
  const content = Buffer.concat([file("content/a", "x"), END]);
  return expect(codesOf(craft(1, { content, stored: zstdCompressSync(content) }))).resolves.toEqual(["FRAME_INVALID"]);
});
