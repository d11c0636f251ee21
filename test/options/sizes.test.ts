import { expect, test } from "vitest";
import { parseSize } from "../../src/options/table/sizes.ts";

test.each([
  ["1", 1],
  ["512", 512],
  ["700M", 734_003_200],
  ["700MB", 700_000_000],
  ["1MiB", 1_048_576],
  ["4GiB", 4_294_967_296],
  ["2g", 2_147_483_648],
  ["9007199254740991", 9_007_199_254_740_991],
])("parseSize() reads %s as %i bytes", (text, bytes) => expect(parseSize(text)).toBe(bytes));

test.each(["", "0", "-1", "1.5G", "4 GiB", "M", "1Q", "9007199254740992", "9999999999T", "toString", "__proto__"])(
  "parseSize() refuses '%s'",
  (text) => expect(parseSize(text)).toBeUndefined(),
);

test("parts for a FAT32 disk and for a DVD fit there", () => {
  expect(parseSize("fat32")).toBeLessThan(2 ** 32 - 1);
  expect(parseSize("fat32")).toBeGreaterThan(4e9);
  expect(parseSize("FAT32")).toBe(parseSize("fat32"));
  expect(parseSize("dvd")).toBeLessThan(4_700_000_000);
  expect(parseSize("dvd")).toBeGreaterThan(4_500_000_000);
});
