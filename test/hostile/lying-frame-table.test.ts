import { expect, test } from "vitest";
import type { Frame } from "../../src/archive/frames/frame-table.ts";
import { bend, type Crafted, codesOf, craft, directory, END, entry, file, PREFIX, read, row, WAYS } from "./craft.ts";

/** A file of 5,000 bytes in three frames, then another frame. */
const body = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
const big = entry({ name: `${PREFIX}content/big` }, body);
const last = Buffer.concat([file("content/c", "x"), END]);
const pieces = (...cuts: { from: number; to: number; fileOffset?: number }[]): Crafted =>
  craft(
    3,
    directory("content/"),
    ...cuts.map(({ from, to, ...more }) => ({ content: big.subarray(from, to), ...more })),
    last,
  );
const honest = pieces(
  { from: 0, to: 512 + 2048 },
  { from: 2560, to: 2560 + 2048, fileOffset: 2048 },
  { from: 4608, to: big.length, fileOffset: 4096 },
);

test.each(WAYS)("the honest table is read (%s)", async (way) => {
  await expect(read(honest, way)).resolves.toBeUndefined();
});

const lies: [string, (frames: Frame[]) => void, Partial<Crafted["blob"]>?][] = [
  ["no frames", (frames) => frames.splice(0)],
  ["a frame too few", (frames) => frames.pop()],
  ["a frame twice", (frames) => frames.push(...frames.slice(-1))],
  ["two frames swapped", (frames) => frames.splice(0, 2, ...frames.slice(0, 2).toReversed())],
  ["a size that is one too large", (frames) => row(frames, 0, { size: (frames[0]?.size ?? 0) + 1 })],
  ["a size of zero", (frames) => row(frames, 0, { size: 0 })],
  ["a size below zero", (frames) => row(frames, 0, { size: -1 })],
  ["a size that is no number", (frames) => row(frames, 0, { size: Number.NaN })],
  ["a fraction of a byte", (frames) => row(frames, 0, { size: 100.5 })],
  ["a content size that is one too large", (frames) => row(frames, 0, { contentSize: 513 })],
  ["a content size of zero", (frames) => row(frames, 0, { contentSize: 0 })],
  ["another digest algorithm", (frames) => row(frames, 0, { digest: "md5:00" })],
  ["a first frame that continues a file", (frames) => row(frames, 0, { fileOffset: 512 })],
  ["a file offset that is too small", (frames) => row(frames, 2, { fileOffset: 2047 })],
  ["a file offset that is too large", (frames) => row(frames, 2, { fileOffset: 2049 })],
  ["a gap in a file", (frames) => row(frames, 3, { fileOffset: 4608 })],
  ["an overlap in a file", (frames) => row(frames, 3, { fileOffset: 4000 })],
  ["a file offset of zero", (frames) => row(frames, 2, { fileOffset: 0 })],
  ["a file offset beyond its file", (frames) => row(frames, 2, { fileOffset: 2 ** 52 })],
  ["a frame that continues a complete file", (frames) => row(frames, 4, { fileOffset: 4096 + 1392 })],
  ["a frame that continues a directory", (frames) => row(frames, 1, { fileOffset: 512 })],
  ["a blob that is larger", () => undefined, { size: honest.blob.size + 1 }],
  ["a blob that is smaller", () => undefined, { size: honest.blob.size - 1 }],
  ["more content", () => undefined, { contentSize: honest.blob.contentSize + 512 }],
  ["one entry more", () => undefined, { entryCount: 4 }],
  ["one entry less", () => undefined, { entryCount: 2 }],
  ["more entries than can be in it", () => undefined, { entryCount: 1000 }],
];

test.each(lies)("a frame table with %s is refused", (_, change, more = {}) =>
  expect(codesOf(bend(honest, change, more))).resolves.toEqual(["FRAME_INVALID"]),
);

test("a frame that continues a file without saying so is refused", () =>
  expect(codesOf(pieces({ from: 0, to: 2560 }, { from: 2560, to: big.length }))).resolves.toEqual(["ENTRY_INVALID"]));

test("a file that lacks its last frame is refused", () =>
  expect(codesOf(pieces({ from: 0, to: 2560 }, { from: 2560, to: 4608, fileOffset: 2048 }))).resolves.toEqual([
    "FRAME_INVALID",
  ]));

test("a file with more frames than bytes is refused", () =>
  expect(
    codesOf(
      craft(
        3,
        directory("content/"),
        big.subarray(0, 2560),
        { content: big.subarray(2560), fileOffset: 2048 },
        { content: Buffer.alloc(512), fileOffset: 2048 + 3072 },
        last,
      ),
    ),
  ).resolves.toEqual(["FRAME_INVALID"]));

test("an entry behind a file in the frame that ends it is refused", () =>
  expect(
    codesOf(
      craft(
        4,
        directory("content/"),
        big.subarray(0, 2560),
        { content: Buffer.concat([big.subarray(2560), file("content/bigger", "x")]), fileOffset: 2048 },
        last,
      ),
    ),
  ).resolves.toEqual(["ENTRY_INVALID"]));
