import { expect, test } from "vitest";
import { parseByteRange } from "../../src/serve/byte-range.ts";

const part = (start: number, end: number) => ({ kind: "part", start, end });
const WHOLE = { kind: "whole" };
const UNSATISFIABLE = { kind: "unsatisfiable" };

// RFC 9110, 14.1.2 has the examples of the last bytes.
test.each([
  ["bytes=0-0", part(0, 1)],
  ["bytes=2-5", part(2, 6)],
  ["bytes=2-", part(2, 10)],
  ["bytes=2-99", part(2, 10)],
  ["bytes=-3", part(7, 10)],
  ["bytes=-99", part(0, 10)],
  [" bytes=9-9 ", part(9, 10)],
  ["bytes=10-", UNSATISFIABLE],
  ["bytes=10-12", UNSATISFIABLE],
  ["bytes=-0", UNSATISFIABLE],
  [`bytes=${"9".repeat(400)}-`, UNSATISFIABLE],
  [`bytes=0-${"9".repeat(400)}`, part(0, 10)],
  [undefined, WHOLE],
  ["bytes=5-2", WHOLE],
  ["bytes=0-1,4-5", WHOLE],
  ["bytes=-", WHOLE],
  ["bytes=a-b", WHOLE],
  ["lines=0-1", WHOLE],
])("parseByteRange(%s) of 10 bytes", (header, range) => expect(parseByteRange(header, 10)).toEqual(range));

test("an empty blob has no part", () => expect(parseByteRange("bytes=0-", 0)).toEqual(UNSATISFIABLE));
