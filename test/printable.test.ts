import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt, printable, printableJson } from "../src/printable.ts";

test.each([
  ["ocx.sh/acme/hello:2.0.0", "ocx.sh/acme/hello:2.0.0"],
  ["naïve Übung 日本 😀", "naïve Übung 日本 😀"],
  ["a\r\nb", String.raw`a\u{d}\u{a}b`],
  ["a\tb\u000b\u000c", String.raw`a\u{9}b\u{b}\u{c}`],
  ["\u001b[2J\u009b1m\u007f", String.raw`\u{1b}[2J\u{9b}1m\u{7f}`],
  ["\u0085\u2028\u2029", String.raw`\u{85}\u{2028}\u{2029}`],
  ["\u202egpj\u2066x\u2069", String.raw`\u{202e}gpj\u{2066}x\u{2069}`],
  ["a\u200b\u200d\u2060\ufeff\u00ad", String.raw`a\u{200b}\u{200d}\u{2060}\u{feff}\u{ad}`],
  // Tags, variation selectors, fillers and blanks that look like nothing, or like the usual blank.
  ["\u{e0041}\ufe0f\u{e0100}\u034f\u3164\u2800", String.raw`\u{e0041}\u{fe0f}\u{e0100}\u{34f}\u{3164}\u{2800}`],
  ["\u00a0\u2003\u3000", String.raw`\u{a0}\u{2003}\u{3000}`],
  ["\ud800x\ue000", String.raw`\u{d800}x\u{e000}`],
  ["::add-mask::e", ": :add-mask: :e"],
  [":::", ": : :"],
  ["##[error]x ####[y", "# #[error]x ### #[y"],
  ["##\u202e[x", String.raw`##\u{202e}[x`],
])("printable() shows %j as %j", (text, shown) => expect(printable(text)).toBe(shown));

const NASTY = fc.string({
  unit: fc.constantFrom(
    ":",
    "#",
    "[",
    " ",
    "\n",
    "\r",
    "\u2028",
    "\u202e",
    "\u001b",
    "\\",
    '"',
    "a",
    "\u{e0041}",
    "\ud800",
  ),
});

test("printable() leaves nothing that a runner obeys or a reader does not see, and changes nothing twice", () => {
  fc.assert(
    fc.property(NASTY, (text) => {
      const shown = printable(text);
      expect(shown).not.toMatch(/::|##\[|[^\P{C}]|[\u2028\u2029]/u);
      expect(printable(shown)).toBe(shown);
    }),
  );
});

test("printableJson() keeps the value", () => {
  fc.assert(
    fc.property(NASTY, (text) => {
      const json = printableJson(JSON.stringify({ [text]: [text] }, undefined, 2));
      expect(json).not.toMatch(/^\s*::|##\[|[^\P{C}\n]|[\u2028\u2029]/mu);
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
    }),
  );
});

test("excerpt() is short", () => {
  expect(excerpt("\n".repeat(2000))).toBe(`${String.raw`\u{a}`.repeat(300)}...`);
  expect(excerpt("a")).toBe("a");
});
