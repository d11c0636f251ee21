import fc from "fast-check";
import { expect, test } from "vitest";
import { codesOf, craft, END, entry, PREFIX } from "../hostile/craft.ts";
import { RUNS } from "./runs.ts";

// Names that attacks are made of, beside honest ones.
const segment = fc.constantFrom(
  "a",
  "b",
  "a-b",
  "a.b",
  "..",
  ".",
  "",
  "~",
  "\0",
  "ü",
  "\u{1f600}",
  "x".repeat(260),
  "C:",
  "\\",
);
const path = fc.array(segment, { minLength: 0, maxLength: 5 }).map((segments) => segments.join("/"));
const start = fc.constantFrom(`${PREFIX}content/`, PREFIX, "/", "../", "", "ocx/layers/y/content/");
const type = fc.constantFrom("0", "0", "0", "5", "5", "2", "2", "1", "3", "6", "x", "g", "L", "K", "S", "7", "\0", "V");
const crafted = fc.record({
  name: fc.tuple(start, path).map(([first, rest]) => first + rest),
  type,
  link: fc.oneof(path, fc.constantFrom("/etc/passwd", "../../..", "a/../../..")),
  mode: fc.nat(0o7777),
  content: fc.string({ maxLength: 40 }),
});

test("whatever entries a tree is made of, nothing is written outside, and every way of reading says the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(crafted, { maxLength: 6 }), fc.boolean(), async (entries, sorted) => {
      const inOrder = sorted
        ? entries.toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
        : entries;
      const blocks = inOrder.map(({ content, name, ...fields }) =>
        entry({ ...fields, name: name.slice(0, 100) }, /[0x]/.test(fields.type) ? content : ""),
      );
      // Anything but a coded refusal, or an acceptance on which all agree, is thrown by codesOf or makes a second code.
      const codes = await codesOf(craft(entries.length, Buffer.concat([...blocks, END])), ["verify", "unpack"]);
      expect(codes.includes("taken") ? codes : ["taken"]).toEqual(["taken"]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test("whatever byte of a frame's content is another one, it is read as something sound or refused with a code", async () => {
  const honest = Buffer.concat([
    entry({ name: `${PREFIX}content/`, type: "5", mode: 0o755 }),
    entry({ name: `${PREFIX}content/a` }, "hello"),
    entry({ name: `${PREFIX}content/b`, type: "2", link: "a" }),
    END,
  ]);
  await fc.assert(
    fc.asyncProperty(fc.nat(honest.length - 1), fc.nat(255), async (position, value) => {
      const damaged = Buffer.from(honest);
      damaged[position] = value;
      const codes = await codesOf(craft(3, damaged), ["verify", "unpack"]);
      expect(codes.includes("taken") ? codes : ["taken"]).toEqual(["taken"]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);
