import { expect, test } from "vitest";
import { isTagName } from "../../src/oci/reference.ts";

test.each(["latest", "1.2.3", "_x", "A-b_c.d", "a".repeat(128)])("isTagName() takes %j", (text) => {
  expect(isTagName(text)).toBe(true);
});

test.each(["", ".hidden", "-x", "a b", "a/b", "a:b", "a+b", "ä", "a\n", "a".repeat(129)])(
  "isTagName() refuses %j",
  (text) => {
    expect(isTagName(text)).toBe(false);
  },
);
