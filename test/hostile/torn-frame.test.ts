import { expect, test } from "vitest";
import { bend, codesOf, craft, END, file, read, row, sha256, WAYS } from "./craft.ts";

const content = Buffer.concat([file("content/a", "x".repeat(3000)), END]);
const honest = craft(2, file("content/0", "x"), content);

test.each(Array.from({ length: 6 }, (_, i) => i + 1))("a blob that lacks %i bytes at its end is refused", (missing) =>
  expect(codesOf({ ...honest, bytes: honest.bytes.subarray(0, -missing) }, ["verify", "unpack"])).resolves.toEqual([
    "BUNDLE_TRUNCATED",
  ]),
);

test.each(Array.from({ length: 6 }, (_, i) => i + 1))(
  "a frame that lacks %i bytes is refused, though table and digest agree with it",
  (missing) => {
    const { bytes: stored } = craft(1, content);
    return expect(codesOf(craft(1, { content, stored: stored.subarray(0, -missing) }))).resolves.toEqual([
      "FRAME_INVALID",
    ]);
  },
);

test.each(["first", "middle", "last"])(
  "a flipped bit in a frame's %s byte is refused, and its place named",
  async (which) => {
    const bytes = Buffer.from(honest.bytes);
    const start = honest.blob.frames[0]?.size ?? 0;
    const at = which === "first" ? start : which === "last" ? bytes.length - 1 : Math.floor((start + bytes.length) / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await expect(codesOf({ ...honest, bytes })).resolves.toEqual(["FRAME_INVALID"]);
    for (const way of WAYS) {
      await expect(read({ ...honest, bytes }, way)).rejects.toThrow(
        `frame 1 of sha256:crafted, bytes ${start} to ${bytes.length}`,
      );
    }
  },
);

test("a flipped bit of zstd's own checksum is refused, though table and digest agree with it", () => {
  const stored = Buffer.from(craft(1, content).bytes);
  stored[stored.length - 1] = (stored.at(-1) ?? 0) ^ 1;
  return expect(codesOf(craft(1, { content, stored }))).resolves.toEqual(["FRAME_INVALID"]);
});

test("a digest of other bytes is refused", () =>
  expect(codesOf(bend(honest, (frames) => row(frames, 0, { digest: sha256(Buffer.from("other")) })))).resolves.toEqual([
    "FRAME_INVALID",
  ]));
