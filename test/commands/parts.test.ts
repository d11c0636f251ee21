import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import { inspectBundle } from "../../src/commands/inspect-bundle.ts";
import { openInput } from "../../src/commands/places/open-input.ts";
import { showEnvironment } from "../../src/commands/show-environment.ts";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { openJoinedFiles } from "../../src/io/byte-source.ts";
import { sliceOf } from "../../src/io/bytes.ts";
import { layer, listTree, makeTree, noise, packTree } from "../archive/trees.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { lacks, needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const NAME = "toolbox.tar";
let bundle: Buffer;

beforeAll(async () => {
  const directory = temporaryDirectoryForAll();
  bundle = readFileSync(await bundleToolbox(directory));
  rmSync(directory, { recursive: true });
});

function temporaryDirectoryForAll(): string {
  return run("mktemp", ["-d"]).toString().trim();
}

/** The bundle in parts, cut by GNU split, with a document written by hand. @returns the path of the document */
function cut(directory: string, partSize: number, bytes: Buffer = bundle): string {
  run("split", ["-b", String(partSize), "-a", "3", "--numeric-suffixes=1", "-", join(directory, `${NAME}.part-`)], {
    input: bytes,
  });
  const count = Math.ceil(bytes.length / partSize);
  const parts = Array.from({ length: count }, (_, index) => {
    const name = `${NAME}.part-${String(index + 1).padStart(3, "0")}`;
    const part = readFileSync(join(directory, name));
    return { name, size: part.length, digest: `sha256:${sha256(part)}` };
  });
  const digest = `sha256:${sha256(bytes)}`;
  const path = join(directory, `${NAME}.parts.json`);
  const mediaType = "application/vnd.ocx-bundle.parts.v1+json";
  writeFileSync(path, JSON.stringify({ mediaType, name: NAME, size: bytes.length, digest, parts }));
  return path;
}

const around = surroundings();
const fileAt = (path: string) => ({ source: { kind: "file", path } }) as const;

test.skipIf(lacks("split")).each([
  ["a few parts", 20_000],
  ["parts that are smaller than a header", 300],
  ["parts of odd sizes", 1013],
])("an import from %s makes the home that one from the file makes", async (_, partSize) => {
  const directory = temporaryDirectory();
  const whole = join(directory, NAME);
  writeFileSync(whole, bundle);
  const [byFile, byParts] = [join(directory, "a"), join(directory, "b")];
  const size = Math.max(partSize, Math.ceil(bundle.length / 999));
  const document = cut(directory, size);

  const expected = await importFile(whole, byFile);
  expect(await importFile(document, byParts)).toEqual(JSON.parse(JSON.stringify(expected).replaceAll(byFile, byParts)));
  expect(describeHome(byParts, byParts)).toEqual(describeHome(byFile, byFile));
  expect(await importFile(document, byParts)).toMatchObject({ changed: false });
});

needs("split")("inspect, verify and env read parts", async () => {
  const directory = temporaryDirectory();
  const whole = join(directory, NAME);
  writeFileSync(whole, bundle);
  const document = cut(directory, 5000);
  expect(await inspectBundle(fileAt(document), around)).toEqual(await inspectBundle(fileAt(whole), around));
  const verified = await verifyBundle(fileAt(document), around, listener());
  expect(verified).toEqual(await verifyBundle(fileAt(whole), around, listener()));
  expect(verified.size).toBe(bundle.length);
});

needs("split")("env reads parts", async () => {
  const directory = temporaryDirectory();
  const whole = join(directory, NAME);
  const identifiers = ["ocx.sh/acme/hello:2.0.0"];
  await exportToolbox(unpackToolbox(directory), whole, { declaration: { kind: "packages", identifiers } });
  const document = cut(directory, 5000, readFileSync(whole));
  const home = join(directory, "home");
  await importFile(document, home);
  const environment = (path: string) =>
    showEnvironment({ home, subject: { kind: "bundle", ...fileAt(path) }, format: "sh" }, around, listener());
  const expected = await environment(whole);
  expect(expected.packages).toHaveLength(1);
  expect(await environment(document)).toEqual(expected);
});

needs("split")("in a directory the document is found where there is no file", async () => {
  const directory = temporaryDirectory();
  const document = cut(directory, 50_000);
  const source = { kind: "directory", path: directory, name: "toolbox" } as const;
  await using parts = await openInput(source, around);
  expect(parts.name).toBe(document);
  writeFileSync(join(directory, NAME), bundle);
  await using file = await openInput(source, around);
  expect(file.name).toBe(join(directory, NAME));
});

needs("split")("a part alone is told from a bundle that was torn", async () => {
  const directory = temporaryDirectory();
  const document = cut(directory, 5000);
  const alone = `${join(directory, NAME)}.part-001`;
  await expect(inspectBundle(fileAt(alone), around)).rejects.toMatchObject({
    code: "BUNDLE_INVALID",
    hint: expect.stringContaining(document),
  });
  rmSync(document);
  await expect(verifyBundle(fileAt(alone), around, listener())).rejects.toMatchObject({ code: "BUNDLE_TRUNCATED" });
});

const PART = `${NAME}.part-002`;

test.skipIf(lacks("split")).each<[string, (path: string) => void, string]>([
  ["missing", (path) => rmSync(path), "FILE_NOT_FOUND"],
  ["too short", (path) => truncateSync(path, 4999), "BUNDLE_TRUNCATED"],
  ["empty", (path) => truncateSync(path, 0), "BUNDLE_TRUNCATED"],
  ["too long", (path) => appendFileSync(path, "x"), "BUNDLE_INVALID"],
  ["a directory", (path) => (rmSync(path), mkdirSync(path)), "BUNDLE_INVALID"],
])("a part that is %s is named, and nothing is imported", async (_, spoil, code) => {
  const directory = temporaryDirectory();
  const document = cut(directory, 5000);
  spoil(join(directory, PART));
  const failure = { code, message: expect.stringContaining(PART) };
  const home = join(directory, "home");
  await expect(importFile(document, home)).rejects.toMatchObject(failure);
  expect(existsSync(home)).toBe(false);
  await expect(inspectBundle(fileAt(document), around)).rejects.toMatchObject(failure);
  await expect(verifyBundle(fileAt(document), around, listener())).rejects.toMatchObject(failure);
});

needs("split")("verify names the part whose bytes are wrong, wherever they are", async () => {
  const directory = temporaryDirectory();
  const document = cut(directory, 5000);
  for (const name of [`${NAME}.part-001`, PART]) {
    const path = join(directory, name);
    const bytes = readFileSync(path);
    // In a header's padding no other digest would notice.
    const at = name === PART ? 2500 : 400;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(verifyBundle(fileAt(document), around, listener())).rejects.toMatchObject({
      code: "DIGEST_MISMATCH",
      message: expect.stringContaining(name),
    });
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  }
  await verifyBundle(fileAt(document), around, listener());
});

needs("split")("an import refuses parts that were swapped", async () => {
  const directory = temporaryDirectory();
  const document = cut(directory, 5000);
  const [second, third] = [join(directory, PART), join(directory, `${NAME}.part-003`)];
  renameSync(second, `${second}.x`);
  renameSync(third, second);
  renameSync(`${second}.x`, third);
  const importing = importFile(document, join(directory, "home"));
  await expect(importing).rejects.toMatchObject({ code: expect.stringMatching(/INVALID|MISMATCH/) });
});

needs("split")("a document that names a file elsewhere is refused before that is opened", async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "in"));
  const document = cut(join(directory, "in"), 5000);
  renameSync(join(directory, "in", PART), join(directory, PART));
  writeFileSync(document, readFileSync(document, "utf8").replace(`"${PART}"`, `"../${PART}"`));
  await expect(importFile(document, join(directory, "home"))).rejects.toMatchObject({
    code: "BUNDLE_INVALID",
    message: expect.stringContaining(basename(document)),
  });
});

test("a document that is too long is refused", async () => {
  const path = join(temporaryDirectory(), "long.parts.json");
  writeFileSync(path, `{"mediaType":"application/vnd.ocx-bundle.parts.v1+json",${" ".repeat(2 ** 20)}}`);
  await expect(inspectBundle(fileAt(path), around)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
});

needs("split")("workers read frames on both sides of a border", async () => {
  const directory = temporaryDirectory();
  await using engine = openEngine({ workers: 2 });
  // More than is done on this thread, in frames of at most 8 MiB, cut every 700,000 bytes.
  const tree = await makeTree(join(directory, "source"), {
    "bin/large": noise(20_000_000),
    "bin/small": noise(900_000),
  });
  const { bytes, blob } = await packTree(engine, layer(tree));
  const parts = JSON.parse(readFileSync(cut(directory, 700_000, bytes), "utf8")).parts as {
    name: string;
    size: number;
  }[];
  const beside = parts.map((part) => ({ ...part, path: join(directory, part.name) }));
  await using source = await openJoinedFiles("parts", beside);
  await engine.unpack([{ ...blob, bytes: sliceOf(source, 0, bytes.length), target: join(directory, "target") }]);
  expect(listTree(join(directory, "target", "content"))).toEqual(listTree(tree));
});
