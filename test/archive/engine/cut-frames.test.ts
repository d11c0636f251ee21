import fc from "fast-check";
import { expect, test } from "vitest";
import { planTree } from "../../../src/archive/engine/cut-frames.ts";
import { PackageSymlinks } from "../../../src/archive/engine/package-symlinks.ts";
import { FRAME_CONTENT } from "../../../src/archive/frames/frame-codec.ts";
import type { TreePlan } from "../../../src/archive/frames/tree.ts";
import { entryList, FILE_ENTRY } from "../../../src/archive/worker/entry-records.ts";
import { asByteString } from "../../../src/tar/byte-string.ts";

/** Plans files of these sizes, without any of them being there. */
function plan(sizes: readonly number[]): TreePlan {
  const list = entryList();
  for (const [index, size] of sizes.entries()) {
    const path = asByteString(`content/${String(index).padStart(6, "0")}`);
    list.add({
      kind: FILE_ENTRY,
      path,
      mode: 0o644,
      size,
      mtime: 0,
      nanoseconds: 0,
      headerSize: 512,
      payload: asByteString(""),
    });
  }
  const tree = { prefix: "ocx/", directory: { name: "content", path: "/" }, documents: [] };
  return planTree(tree, [list.take() ?? new Uint8Array()], new PackageSymlinks());
}

const shape = ({ frames }: TreePlan) => frames.map(({ contentSize, fileOffset }) => [contentSize, fileOffset ?? null]);
const ROUND = (size: number) => Math.ceil(size / 512) * 512;

test.each<[string, readonly number[], readonly (readonly [number, number | null])[]]>([
  ["nothing", [], [[1024, null]]],
  ["one file", [1], [[512 + 512 + 1024, null]]],
  ["a file that leaves room for the end", [FRAME_CONTENT - 1536], [[FRAME_CONTENT, null]]],
  [
    "a file that just fits",
    [FRAME_CONTENT - 512],
    [
      [FRAME_CONTENT, null],
      [1024, null],
    ],
  ],
  [
    "a file that does not fit by a byte",
    [FRAME_CONTENT - 511],
    [
      [FRAME_CONTENT - 4096 + 512, null],
      [4096 - 512 + 512 + 1024, FRAME_CONTENT - 4096],
    ],
  ],
  [
    "a file that does not fit, between others",
    [10, 2 * FRAME_CONTENT, 10],
    [
      [1024, null],
      [FRAME_CONTENT - 4096 + 512, null],
      [FRAME_CONTENT, FRAME_CONTENT - 4096],
      [4096, 2 * FRAME_CONTENT - 4096],
      [1024 + 1024, null],
    ],
  ],
])("%s is cut as the sizes say", (_, sizes, expected) => {
  expect(shape(plan(sizes))).toEqual(expected);
});

test("whatever the sizes: frames are full at most, cover all, and files go on where they stopped", () => {
  const size = fc.oneof(
    fc.nat(5000),
    fc.nat(3 * FRAME_CONTENT),
    fc.integer({ min: FRAME_CONTENT - 5000, max: FRAME_CONTENT + 5000 }),
  );
  fc.assert(
    fc.property(fc.array(size, { maxLength: 30 }), (sizes) => {
      const { frames, contentSize, entryCount } = plan(sizes);
      expect(entryCount).toBe(sizes.length);
      expect(contentSize).toBe(sizes.reduce((sum, each) => sum + 512 + ROUND(each), 1024));
      expect(frames.reduce((sum, frame) => sum + frame.contentSize, 0)).toBe(contentSize);
      for (const [index, frame] of frames.entries()) {
        expect(frame.contentSize).toBeLessThanOrEqual(FRAME_CONTENT);
        const before = frames[index - 1];
        if (frame.fileOffset === undefined) continue;
        const held =
          before?.fileOffset === undefined ? (before?.contentSize ?? 0) - 512 : before.fileOffset + before.contentSize;
        expect(frame.fileOffset).toBe(held);
      }
    }),
  );
});

test("a million entries are planned in less than 128 MiB", () => {
  const { frames, entryCount } = plan(Array.from({ length: 1_000_000 }, () => 100));
  expect(entryCount).toBe(1_000_000);
  const bytes = frames.flatMap(({ records }) => records).reduce((sum, list) => sum + list.byteLength, 0);
  expect(bytes).toBeLessThan(128 * 1024 * 1024);
});
