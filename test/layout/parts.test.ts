import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeParts } from "../../src/channels/github/release/describe-parts.ts";
import {
  formatPartsDocument,
  isPartsDocument,
  type PartsDocument,
  parsePartsDocument,
  planParts,
  wholeNameOf,
} from "../../src/layout/parts.ts";
import { openPartsFile } from "../../src/layout/parts-file.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const NAME = "toolbox.tar";
const MEDIA_TYPE = "application/vnd.ocx-bundle.parts.v1+json";
const DIGEST = `sha256:${sha256("")}`;

/** A document as the format has it, with something in it changed. */
function documentWith(change: (document: any) => void = () => {}): Buffer {
  const document = {
    mediaType: MEDIA_TYPE,
    name: NAME,
    size: 25,
    digest: DIGEST,
    parts: [
      { name: `${NAME}.part-001`, size: 10, digest: DIGEST },
      { name: `${NAME}.part-002`, size: 10, digest: DIGEST },
      { name: `${NAME}.part-003`, size: 5, digest: DIGEST },
    ],
  };
  change(document);
  return Buffer.from(JSON.stringify(document));
}

const parse = (bytes: Uint8Array): PartsDocument => parsePartsDocument(bytes, "x.parts.json");
const codeOf = (bytes: Uint8Array): string => {
  try {
    parse(bytes);
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test("a document with deep brackets or crowds of values is refused before it is parsed", () => {
  const document = (value: string): Buffer =>
    Buffer.from(
      `{"mediaType":"${MEDIA_TYPE}","name":"a","size":1,"parts":[{"name":"a.part-001","size":1,"digest":"${DIGEST}"}],"x":${value}}`,
    );
  expect(codeOf(document("[[]]"))).toBe("none");
  expect(codeOf(document("[".repeat(200) + "]".repeat(200)))).toBe("LIMIT_EXCEEDED");
  expect(codeOf(document(`[${"0,".repeat(20_000)}0]`))).toBe("LIMIT_EXCEEDED");
});

test("parts cover the file without a gap, in the order of their names", () => {
  const sizes = fc.record({ partSize: fc.integer({ min: 1, max: 5000 }), whole: fc.integer({ min: 1, max: 999 }) });
  fc.assert(
    fc.property(sizes, fc.nat({ max: 4999 }), ({ partSize, whole }, less) => {
      const size = Math.max(1, partSize * whole - (less % partSize));
      const plan = planParts({ size, name: NAME, partSize });
      let end = 0;
      for (const part of plan) {
        expect(part.offset).toBe(end);
        expect(part.size).toBeGreaterThan(0);
        expect(part.size).toBeLessThanOrEqual(partSize);
        expect(wholeNameOf(part.name)).toBe(NAME);
        end += part.size;
      }
      expect(end).toBe(size);
      const names = plan.map(({ name }) => name);
      expect(names.toSorted()).toEqual(names);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

test("sizes beyond 32 bits are cut at the right places", () => {
  const plan = planParts({ size: 5 * 2 ** 31 + 1, name: NAME, partSize: 2 ** 31 - 1 });
  expect(plan.map(({ offset }) => offset)).toEqual([0, 2147483647, 4294967294, 6442450941, 8589934588, 10737418235]);
  expect(plan.at(-1)?.size).toBe(6);
});

test("a file that takes more parts than names have digits for is refused", () => {
  expect(planParts({ size: 999, name: NAME, partSize: 1 })).toHaveLength(999);
  expect(() => planParts({ size: 1000, name: NAME, partSize: 1 })).toThrow(
    expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
  );
});

test.each([
  [`${NAME}.part-001`, NAME],
  [`${NAME}.part-001.part-002`, `${NAME}.part-001`],
  [`${NAME}.part-1`, undefined],
  [`${NAME}.part-0001`, undefined],
  [`${NAME}.part-001.sha256`, undefined],
  [".part-001", undefined],
  [NAME, undefined],
])("%s is a part of %s", (candidate, expected) => expect(wholeNameOf(candidate)).toBe(expected));

test("a document says what the parts are, and reads back as it was", async () => {
  const directory = temporaryDirectory();
  const bytes = Buffer.from("0123456789abcdefghijklmno");
  const path = join(directory, "file");
  writeFileSync(path, bytes);
  const file = { path, size: 25, digest: `sha256:${sha256(bytes)}` };
  const document = await describeParts(file, NAME, planParts({ size: 25, name: NAME, partSize: 10 }));
  expect(document).toEqual({
    name: NAME,
    size: 25,
    digest: file.digest,
    parts: [
      { name: `${NAME}.part-001`, size: 10, digest: `sha256:${sha256("0123456789")}` },
      { name: `${NAME}.part-002`, size: 10, digest: `sha256:${sha256("abcdefghij")}` },
      { name: `${NAME}.part-003`, size: 5, digest: `sha256:${sha256("klmno")}` },
    ],
  });
  const text = formatPartsDocument(document);
  expect(JSON.parse(text)).toEqual({ mediaType: MEDIA_TYPE, ...document });
  expect(isPartsDocument(Buffer.from(text))).toBe(true);
  expect(parse(Buffer.from(text))).toEqual(document);
});

test("a file is written in parts of one byte, its start last", async () => {
  const directory = temporaryDirectory();
  const bytes = randomBytes(999);
  {
    await using parts = openPartsFile({ directory, name: NAME, partSize: 1, head: 512 });
    await parts.write(bytes.subarray(512), 512);
    parts.settle(999);
    await parts.write(bytes.subarray(0, 512), 0);
    const rows = await parts.finish(999);
    expect(rows.map(({ digest }) => digest)).toEqual(Array.from(bytes, (byte) => `sha256:${sha256(Buffer.of(byte))}`));
  }
  expect(run("sh", ["-c", `cat ${NAME}.part-???`], { cwd: directory }).equals(bytes)).toBe(true);
});

test("unknown keys are ignored", () => {
  const bytes = documentWith((document) => {
    document.annotations = { a: "b" };
    document.parts[0].annotations = {};
  });
  expect(parse(bytes)).toEqual(parse(documentWith()));
});

test.each<[string, (document: any) => void]>([
  ["a part in another directory", ({ parts }) => (parts[1].name = `../${NAME}.part-002`)],
  ["an absolute part", ({ parts }) => (parts[1].name = `/etc/${NAME}.part-002`)],
  ["a part by another name", ({ parts }) => (parts[1].name = "passwd")],
  ["a part twice", ({ parts }) => (parts[1].name = `${NAME}.part-001`)],
  ["parts out of order", (document) => (document.parts = document.parts.toReversed())],
  ["a part left out", ({ parts }) => parts.splice(1, 1)],
  ["a name that leads elsewhere", (document) => rename(document, "../toolbox.tar")],
  ["an absolute name", (document) => rename(document, "/etc/toolbox.tar")],
  ["a name that is a directory", (document) => rename(document, "..")],
  ["an empty name", (document) => rename(document, "")],
  ["a name with a NUL", (document) => rename(document, "toolbox\0.tar")],
  ["a name that a terminal acts on", (document) => rename(document, "\u001b[2Jtoolbox.tar")],
  ["a name that is too long", (document) => rename(document, "n".repeat(241))],
  ["a name that is none", (document) => (document.name = 7)],
  ["no name", (document) => delete document.name],
  ["a sum that is more than the file", (document) => (document.size = 24)],
  ["a sum that is less than the file", (document) => (document.size = 26)],
  ["a part of no bytes", ({ parts }) => Object.assign(parts[0], { size: 0 })],
  ["a part of negative size", (document) => Object.assign(document, { size: 5 }) && (document.parts[0].size = -10)],
  ["a part of half a byte", (document) => Object.assign(document, { size: 25.5 }) && (document.parts[0].size = 10.5)],
  ["a size beyond what is exact", (document) => (document.parts[0].size = document.size = 2 ** 53)],
  ["a size that is a text", ({ parts }) => (parts[0].size = "10")],
  ["a digest of another kind", (document) => (document.digest = `sha512:${"0".repeat(128)}`)],
  ["a digest that is none", ({ parts }) => (parts[2].digest = "sha256:x")],
  ["no digest of a part", ({ parts }) => delete parts[2].digest],
  ["no parts", (document) => Object.assign(document, { parts: [] })],
  ["parts that are no list", (document) => (document.parts = { 0: {}, length: 1 })],
  ["another media type", (document) => (document.mediaType = "application/json")],
])("a document with %s is refused", (_, change) => expect(codeOf(documentWith(change))).toBe("BUNDLE_INVALID"));

function rename(document: any, name: string): void {
  document.name = name;
  for (const [index, part] of document.parts.entries()) part.name = `${name}.part-00${index + 1}`;
}

test.each([
  ["nothing", ""],
  ["no JSON", `{"mediaType":"${MEDIA_TYPE}",`],
  ["a list", "[]"],
  ["nothing to speak of", "null"],
])("a document that is %s is refused", (_, text) => expect(codeOf(Buffer.from(text))).toBe("BUNDLE_INVALID"));

test("of a document whose end is missing, the message says so", () => {
  expect(() => parsePartsDocument(documentWith().subarray(0, -30), "x.parts.json")).toThrow(
    /x\.parts\.json.*cut short/,
  );
});

test("a document that is no UTF-8 is refused", () => {
  expect(codeOf(Buffer.concat([documentWith(), Buffer.from([0xff])]))).toBe("BUNDLE_INVALID");
});

test("a document with a thousand parts is refused, and one with a million before it is parsed", () => {
  const many = (count: number): Buffer =>
    documentWith((document) => {
      document.size = count;
      document.parts = Array.from({ length: count }, (_, index) => ({
        name: `${NAME}.part-${String(index + 1).padStart(3, "0")}`,
        size: 1,
        digest: DIGEST,
      }));
    });
  expect(codeOf(many(999))).toBe("none");
  expect(codeOf(many(1000))).toBe("BUNDLE_INVALID");
  expect(codeOf(many(1_000_000))).toBe("LIMIT_EXCEEDED");
});

test("a document of a later version is told from one that is damaged", () => {
  const later = documentWith((document) => (document.mediaType = MEDIA_TYPE.replace("v1", "v2")));
  expect(isPartsDocument(later)).toBe(true);
  expect(codeOf(later)).toBe("BUNDLE_TOO_NEW");
});

test.each([
  ["an empty file", ""],
  ["another JSON document", `{"mediaType":"application/vnd.oci.image.index.v1+json"}`],
  ["a tar that holds one", `oci-layout\0\0{"mediaType":"${MEDIA_TYPE}"}`],
])("%s is not taken for a parts document", (_, text) => expect(isPartsDocument(Buffer.from(text))).toBe(false));
