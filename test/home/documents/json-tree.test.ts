import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatPretty,
  formatPython,
  get,
  type Json,
  membersOf,
  parseJsonTree,
  withMember,
} from "../../../src/home/documents/json-tree.ts";

// What serde_json 1.0.151, the version that OCX 0.5.8 is built with, prints for each token:
//   serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(token)?)
test.each([
  ["0", "0"],
  ["-0", "-0.0"],
  ["-0.0", "-0.0"],
  ["1.50", "1.5"],
  ["100.0", "100.0"],
  ["3.0e2", "300.0"],
  ["1E5", "100000.0"],
  ["-1.5E-3", "-0.0015"],
  ["1e15", "1000000000000000.0"],
  ["1e16", "1e+16"],
  ["12345678901234567.0", "1.2345678901234568e+16"],
  ["1234567890123456.7", "1234567890123456.8"],
  ["123456789012345680000", "1.2345678901234568e+20"],
  ["18446744073709551615", "18446744073709551615"],
  ["18446744073709551616", "1.8446744073709552e+19"],
  ["-9223372036854775808", "-9223372036854775808"],
  ["-9223372036854775809", "-9.223372036854776e+18"],
  ["9007199254740993", "9007199254740993"],
  ["9007199254740993.0", "9007199254740992.0"],
  ["0.0001", "0.0001"],
  ["0.000012", "0.000012"],
  ["1e-6", "1e-6"],
  ["1.5e-7", "1.5e-7"],
  ["5e-324", "5e-324"],
  ["1e-400", "0.0"],
  ["1.7976931348623157e308", "1.7976931348623157e+308"],
  ['"\\/\\b\\f\\u0001\\u001f\\u007f\\u2028\\ud83d\\ude00"', '"/\\b\\f\\u0001\\u001f\u007f\u2028😀"'],
  ['{"10":1,"9":{},"a":[]}', '{\n  "10": 1,\n  "9": {},\n  "a": []\n}'],
])("formatPretty() writes %s as OCX does", (text, expected) => {
  expect(formatPretty(parse(text))).toBe(expected);
});

// The same program refuses each of these.
test.each([
  "",
  " ",
  "01",
  "1.",
  "-",
  ".5",
  "+1",
  "1e",
  "1e400",
  "NaN",
  "tru",
  "'a'",
  '"a\tb"',
  '"\\x"',
  '"\\ud800"',
  '"\\ude00"',
  '"\\u00"',
  '"open',
  "[1,]",
  '{"a":1,}',
  "{a:1}",
  "[1 2]",
  "[1],",
  "1 2",
  "// x\n1",
  "[1]/* x */",
  "\uFEFF1",
  "\u00a01",
  "[,1]",
  '{"a"}',
])("parseJsonTree() refuses %j", (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: "DOCUMENT_INVALID" }));
});

test("parseJsonTree() refuses bytes that are not UTF-8", () => {
  expect(() => parseJsonTree(Uint8Array.of(0x22, 0xff, 0x22), "a document")).toThrow(
    expect.objectContaining({ code: "DOCUMENT_INVALID" }),
  );
});

test("parseJsonTree() does not exhaust the stack on brackets alone", () => {
  expect(() => parse("[".repeat(4_000_000))).toThrow(expect.objectContaining({ code: "DOCUMENT_INVALID" }));
});

test("parseJsonTree() takes as many levels as OCX's parser, 127, and no more", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(formatPretty(parse(nested(127))).replaceAll(/\s/g, "")).toBe(nested(127));
  expect(() => parse(nested(128))).toThrow(expect.objectContaining({ code: "DOCUMENT_INVALID" }));
});

// From another tool: python3 -c 'import json; print(json.dumps(x, indent=2, ensure_ascii=True))'
test("formatPython() writes what Python writes, and one newline", () => {
  const text = '{"b":"a/b\\u007f\\u2028é😀\\n\\"","10":[],"9":{},"1":[true,null,{"x":-1}]}';
  const expected = `{
  "b": "a/b\\u007f\\u2028\\u00e9\\ud83d\\ude00\\n\\"",
  "10": [],
  "9": {},
  "1": [
    true,
    null,
    {
      "x": -1
    }
  ]
}
`;
  expect(formatPython(parse(text))).toBe(expected);
});

test("the forms read back as the same value to any JSON parser", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4, noUnicodeString: false }), (text) => {
      const tree = parse(text);
      expect(JSON.parse(formatPretty(tree))).toEqual(JSON.parse(text));
      expect(JSON.parse(formatPython(tree))).toEqual(JSON.parse(text));
    }),
  );
});

test("of a key that occurs twice the first place and the last value count, as in OCX's maps", () => {
  const tree = parse('{"a":1,"b":2,"a":3}');
  expect(get(tree, "a")).toEqual({ kind: "number", text: "3" });
  expect(tree.kind === "object" && membersOf(tree).map(({ key }) => key)).toEqual(["a", "b"]);
});

test("withMember() keeps the place of a key, and appends a new one", () => {
  const tree = parse('{"a":1,"b":2}');
  if (tree.kind !== "object") throw new Error("an object");
  const nothing: Json = { kind: "null" };
  expect(formatPretty(withMember(tree, "a", nothing)).replaceAll(/\s/g, "")).toBe('{"a":null,"b":2}');
  expect(formatPretty(withMember(tree, "c", nothing)).replaceAll(/\s/g, "")).toBe('{"a":1,"b":2,"c":null}');
});

function parse(text: string): Json {
  return parseJsonTree(new TextEncoder().encode(text), "a document");
}
