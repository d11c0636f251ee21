import { posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asByteString } from "../../src/tar/byte-string.ts";
import { checkSegments, depthOf, leavesRoot } from "../../src/tar/entry-path.ts";

test("leavesRoot() is never milder than resolving the path", () => {
  const target = fc
    .array(fc.constantFrom("..", ".", "", "a", "b"), { minLength: 1, maxLength: 8 })
    .map((s) => s.join("/"));
  fc.assert(
    fc.property(target, fc.nat(4), (to, depth) => {
      const root = "/root";
      const resolved = posix.resolve(root, "d/".repeat(depth), to);
      const leaves = resolved !== root && !resolved.startsWith(`${root}/`);
      expect(leavesRoot(asByteString(to), depth) || !leaves).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["..", 1, false],
  ["..", 0, true],
  ["a/../..", 0, true],
  ["a/..", 0, false],
  ["../a", 1, false],
  ["../../a", 1, true],
  ["/a", 5, true],
  ["a", -1, true],
])("leavesRoot(%j) at depth %i is %s", (target, depth, expected) => {
  expect(leavesRoot(asByteString(target), depth)).toBe(expected);
});

test.each([
  ["", 0],
  ["a", 0],
  ["a/", 0],
  ["a/b", 1],
  ["a/b/", 1],
])("depthOf(%j) is %i", (path, expected) => {
  expect(depthOf(asByteString(path))).toBe(expected);
});

test.each(["a//b", "/a", "a/", "", ".", "..", "a/../b", "./a", "a/.", "a\0b"])("checkSegments() refuses %j", (path) => {
  expect(() => checkSegments(asByteString(path))).toThrow(expect.objectContaining({ code: "PATH_UNSAFE" }));
});
