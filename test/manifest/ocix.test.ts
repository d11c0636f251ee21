import { expect, test } from "vitest";
import { encodeOcix, formatOcix, type OcixFile } from "../../src/manifest/ocix.ts";
import { sha256 } from "../fixtures/tree.ts";
import { SPEC, TOOL } from "./vectors.ts";

/** The tree of the vectors: a top that is made up, and the file `hi`. */
const VECTOR = new Map<string, OcixFile>([
  ["/", { mode: 0, owner: { uid: 0, gid: 0 }, content: { type: "directory" } }],
  [
    "/hi",
    {
      mode: 0o644,
      mtime: "2020-09-13T12:26:40Z",
      content: {
        type: "regularfile",
        size: 3,
        digest: Buffer.from("0b8b60248fad7ac6dfac221b7e01a8b91c772421a15b387dd1fb2d6a94aee438", "hex"),
      },
    },
  ],
]);

test("encodeOcix() writes what the format's own program writes, in the form `tool`", () => {
  const bytes = Buffer.concat([...encodeOcix(VECTOR, "tool")]);
  expect(bytes.toString("hex")).toBe(TOOL);
  expect(sha256(bytes)).toBe("1aae1ccdb8e939127653952465cd90ea60c3a681ae76e33bfdae315a0fdfe3aa");
});

test("encodeOcix() writes what the specification says, in the form `spec`", () => {
  const bytes = Buffer.concat([...encodeOcix(VECTOR, "spec")]);
  expect(bytes.toString("hex")).toBe(SPEC);
  expect(sha256(bytes)).toBe("f87e12ad4c1683ddda6afd5b9027e17ca0859a699a59d8b83404627b03711250");
});

test("formatOcix() orders paths by their encoded length, then by their bytes", () => {
  const paths = ["b", "aa", "é", "abc", "ab", "\u{1f600}", ""];
  const entries = paths.map((path) => ({ type: "directory", path }) as const);
  const bytes = Buffer.concat([...formatOcix({ algorithm: "blake3", entries }, "spec")]);
  // A key is its length in UTF-8, then its bytes.
  const placeOf = (path: string): number => {
    const key = Buffer.from(`/${path}`);
    return bytes.indexOf(Buffer.concat([Buffer.from([0x60 + key.length]), key]));
  };
  const found = paths.toSorted((a, b) => placeOf(a) - placeOf(b));
  // Of two bytes: `aa`, `ab`, and `é`, which begins with 0xc3. Of four bytes: the face.
  expect(found).toEqual(["", "b", "aa", "ab", "é", "abc", "\u{1f600}"]);
});

test("formatOcix() writes the special bits of a mode", () => {
  const file = { type: "file", path: "x", mode: 0o4755, size: 0, digest: "00".repeat(32) } as const;
  const hex = Buffer.concat([...formatOcix({ algorithm: "blake3", entries: [file] }, "spec")]).toString("hex");
  expect(hex).toContain("83f5f5f583f5f4f583f5f4f5f5f4f4");
});
