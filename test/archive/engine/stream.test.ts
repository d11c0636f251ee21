import { createCipheriv } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { openEngine } from "../../../src/archive/engine/engine.ts";
import type { ComposedTree } from "../../../src/archive/frames/composed.ts";
import { digestOfBytes, encodeFrame } from "../../../src/archive/frames/frame-codec.ts";
import type { Frame, FramedBlob } from "../../../src/archive/frames/frame-table.ts";
import { openByPath } from "../../../src/io/byte-source.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { run } from "../../fixtures/tools.ts";
import { layer, listTree, makeTree, type Packed, packTree, type Spec } from "../trees.ts";

const MIB = 1024 * 1024;
const TOP = { directory: "content", file: "digest", text: "sha256:68f1" };

async function pack(directory: string, spec: Spec): Promise<Packed> {
  await using engine = openEngine({ workers: 2 });
  return await packTree(engine, layer(await makeTree(join(directory, "source"), spec)));
}

async function blobOf(directory: string, packed: Packed, contents: Readonly<Record<string, number>>) {
  const path = join(directory, "blob");
  writeFileSync(path, packed.bytes);
  const bytes = await openByPath(path);
  if (bytes === undefined) throw new Error("it was written");
  const links = Object.entries(contents).map(([content, strip]) => ({ owner: content, content, strip, prefix: "" }));
  return { ...packed.blob, bytes, top: TOP, links };
}

/** The tars that come of trees, without compression. */
async function stream(trees: readonly ComposedTree[], workers = 2): Promise<readonly Buffer[]> {
  await using engine = openEngine({ workers });
  const tars: Buffer[][] = trees.map(() => []);
  for await (const { tree, content } of engine.stream(trees, { kind: "none" })) tars[tree]?.push(Buffer.from(content));
  engine.checkPackages();
  return tars.map((pieces) => Buffer.concat(pieces));
}

/** Unpacks by GNU tar. */
function unpack(directory: string, tar: Buffer | undefined): string {
  const root = join(directory, "unpacked");
  mkdirSync(root);
  run("tar", ["-xp", "-C", root], { input: tar ?? Buffer.of() });
  return root;
}

/** Bytes that no compressor makes smaller, the same everywhere. */
function noise(length: number): Buffer {
  return createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
}

const LARGE = { "share/first": noise(3 * MIB), "share/large": noise(17 * MIB + 77), "share/last": noise(MIB) };
const SMALL = {
  "bin/tool": { content: "tool", mode: 0o4755, mtime: -1000 },
  "bin/empty": "",
  "bin/link": "-> tool",
  "empty/": {},
  [`${"long/".repeat(30)}Ünïcödé`]: "long",
  "top file": "dropped by the second package",
};

test("several packages get the files of a layer, as one file each", async () => {
  const directory = temporaryDirectory();
  const packed = await pack(directory, { ...LARGE, ...SMALL });
  const blob = await blobOf(directory, packed, { "ocx/a/content": 1, "ocx/b/content": 2 });
  const [tar] = await stream([{ entries: [], sources: [blob] }]);
  const root = unpack(directory, tar);
  const directories = / directory \d+$/;
  const expected = listTree(join(directory, "source")).map((line) => line.replace(directories, " directory 755"));
  expect(listTree(join(root, "ocx/a/content"))).toEqual(expected);
  for (const name of ["large", "first"]) {
    const [one, two] = [`ocx/a/content/share/${name}`, `ocx/b/content/${name}`].map((path) =>
      statSync(join(root, path)),
    );
    expect([one?.ino, one?.nlink]).toEqual([two?.ino, 2]);
  }
  expect(readFileSync(join(root, "ocx/b/content/tool"), "utf8")).toBe("tool");
});

/** The same tar in frames of at most so many bytes; files that are larger continue in the next frame. */
function reframe({ blob, frames }: Packed, most: number): Packed {
  const text = Buffer.concat(frames.map((frame) => zstdDecompressSync(frame)));
  const pieces: { content: Buffer; fileOffset?: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const sizeAt = (header: number): number =>
      Number.parseInt(text.toString("latin1", header + 124, header + 135), 8) || 0;
    const isPax = text[at + 156] === 0x78;
    const header = isPax ? at + 512 + Math.ceil(sizeAt(at) / 512) * 512 : at;
    const start = header + 512;
    const size = sizeAt(header);
    const end = text[at] === 0 ? text.length : start + Math.ceil(size / 512) * 512;
    if (end - at <= most || text[at] === 0) pieces.push({ content: text.subarray(at, end) });
    else {
      pieces.push({ content: text.subarray(at, start + 1000) });
      for (let offset = 1000; offset < size; offset += most) {
        const to = size - offset > most ? start + offset + most : end;
        pieces.push({ content: text.subarray(start + offset, to), fileOffset: offset });
      }
    }
    at = end;
  }
  const encoded = pieces.map(({ content }) => encodeFrame(content, 1));
  const rows = pieces.map(({ content, fileOffset }, index): Frame => {
    const bytes = encoded[index] ?? Buffer.of();
    const row = { size: bytes.length, contentSize: content.length, digest: digestOfBytes(bytes) };
    return fileOffset === undefined ? row : { ...row, fileOffset };
  });
  return { bytes: Buffer.concat(encoded), frames: encoded, blob: { ...blob, frames: rows } };
}

test("the frames of a blob have no influence, nor has the number of workers", async () => {
  const directory = temporaryDirectory();
  const packed = await pack(directory, { ...LARGE, ...SMALL });
  const links = { "ocx/a/content": 1, "ocx/b/content": 2 };
  const trees = (blob: FramedBlob): readonly ComposedTree[] => [{ entries: [], sources: [blob] }];
  const [expected] = await stream(trees(await blobOf(directory, packed, links)), 1);
  expect(expected?.length).toBeGreaterThan(21 * MIB);
  for (const most of [100_000, 5 * MIB]) {
    const [tar] = await stream(trees(await blobOf(directory, reframe(packed, most), links)), 3);
    expect(tar?.equals(expected ?? Buffer.of()), `${most}`).toBe(true);
  }
});

test("trees without entries yield nothing, and those that drop everything of a blob end well", async () => {
  const directory = temporaryDirectory();
  const blob = await blobOf(directory, await pack(directory, LARGE), { "ocx/a/content": 9 });
  const document = { kind: "document", path: "etc/x", bytes: Buffer.from("x"), mode: 0o644 } as const;
  const trees = [
    { entries: [], sources: [blob] },
    { entries: [], sources: [] },
    { entries: [document], sources: [] },
  ];
  const tars = await stream(trees);
  expect(tars.map(({ length }) => length > 0)).toEqual([false, false, true]);
  expect(run("tar", ["-xO", "etc/x"], { input: tars[2] ?? Buffer.of() }).toString()).toBe("x");
});

test("what exists in a package is known, through symlinks too", async () => {
  const directory = temporaryDirectory();
  const spec = { "usr/bin/tool": "tool", bin: "-> usr/bin", up: "-> bin/../lib", loop: "-> loop", "usr/lib/so": "so" };
  const blob = await blobOf(directory, await pack(directory, spec), { "ocx/a/content": 1 });
  await using engine = openEngine({ workers: 1 });
  for await (const { bytes } of engine.stream([{ entries: [], sources: [blob] }], { kind: "none" }))
    expect(bytes.length).toBeGreaterThan(0);
  const has = (path: string): boolean => engine.has("ocx/a/content", path);
  for (const path of ["", "usr", "usr/bin/", "usr/bin/tool", "bin/tool", "./bin//tool", "up/so"])
    expect(has(path), path).toBe(true);
  for (const path of ["lib", "usr/bin/other", "bin/other", "loop", "digest", "content"])
    expect(has(path), path).toBe(false);
  expect(engine.has("ocx/b/content", "usr")).toBe(false);
});

test("a damaged frame fails as an unpack does, and so does what nobody reads to its end", async () => {
  const directory = temporaryDirectory();
  const packed = await pack(directory, LARGE);
  const changed = Buffer.from(packed.bytes);
  changed[packed.bytes.length - 100] = (changed[packed.bytes.length - 100] ?? 0) ^ 1;
  const blob = await blobOf(directory, { ...packed, bytes: changed }, { "ocx/a/content": 1 });
  const tree = { entries: [], sources: [blob] };
  await expect(stream([tree])).rejects.toMatchObject({ code: "FRAME_INVALID" });
  await using engine = openEngine({ workers: 2 });
  for await (const { tree: index } of engine.stream([tree], { kind: "none" })) {
    expect(index).toBe(0);
    break;
  }
});
